package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of {@code report}, as text; how it behaves in a browser is another test. */
class ReportCommandTest {
    private static final Path GALLERY = Path.of("certificates");
    private static final Path EXPERIMENTS = Path.of("test-data", "experiments");

    @TempDir
    private Path directory;

    private String page(Object... files) throws IOException {
        List<Object> words = new ArrayList<>(List.of("report"));
        words.addAll(List.of(files));
        words.addAll(List.of("-o", directory.resolve("page.html")));
        Result result = chaoscert(words.toArray());
        assertThat(result.status()).as(result.err()).isZero();
        return Files.readString(directory.resolve("page.html"));
    }

    private static List<byte[]> held(String page, String kind) {
        Matcher matcher = Pattern.compile("<script type=\"text/plain\" id=\"" + kind + "-[0-9]+\">([^<]*)</script>")
                .matcher(page);
        List<byte[]> held = new ArrayList<>();
        while (matcher.find()) {
            held.add(Base64.getDecoder().decode(matcher.group(1)));
        }
        return held;
    }

    @Test
    void aCertificateIsToldInWordsAndHeldByteForByte() throws IOException {
        Path certificate = GALLERY.resolve("figure-7.cert.json");
        String page = page(certificate);
        assertThat(page)
                .contains("f has no point of least period 4; all periods of f divide 2; f is not chaotic")
                .contains("the exact real map of the stored weights")
                .contains("mean value theorem")
                .contains("Block and Coppel 1992")
                .contains("Check in this browser");
        assertThat(held(page, "certificate")).singleElement().isEqualTo(Files.readAllBytes(certificate));
        assertThat(page.split("<figure", -1)).as("graph, cobweb and cover").hasSize(4);
    }

    @Test
    void thePageHoldsTheCheckerAndMayLoadNothing() throws IOException {
        String page = page(GALLERY.resolve("tent.cert.json"));
        assertThat(page).contains(Files.readString(Path.of("src/main/resources/org/chaoscert/report/checker.js")));
        assertThat(page).contains("content=\"default-src 'none';");
        assertThat(page.replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("{{");
    }

    @Test
    void aNetworkFileIsHeldForACertificateThatNeedsIt() throws IOException {
        Path network = Path.of("test-data", "published", "tent.json");
        chaoscert("certify", network, "-o", directory, "--embed", "never");
        Path certificate = directory.resolve("tent.cert.json");
        assertThat(chaoscert("report", certificate, "-o", directory.resolve("alone.html"))
                        .status())
                .as("without the network")
                .isEqualTo(5);
        String page = page(certificate, network);
        assertThat(held(page, "network")).singleElement().isEqualTo(Files.readAllBytes(network));
        assertThat(page).contains("f is chaotic in the sense of Li and Yorke.");
    }

    @Test
    void aRejectedCertificateIsShownAsSuch() throws IOException {
        String touched = Files.readString(GALLERY.resolve("tent.cert.json")).replace("\"1/4\"", "\"1/5\"");
        Path file = Files.writeString(directory.resolve("touched.json"), touched);
        Result result = chaoscert("report", file, GALLERY.resolve("tent.cert.json"), "-o", directory.resolve("x.html"));
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.out()).endsWith(": 2 certificates, 1 valid, 0 tables\n");
        assertThat(Files.readString(directory.resolve("x.html"))).contains("<p class=\"verdict bad\">rejected: ");
    }

    @Test
    void namesAndTextsAreEscaped() throws IOException {
        Path file = Files.copy(
                GALLERY.resolve("tent.cert.json"), directory.resolve("<img src=x onerror=alert(1)>{{script}}.json"));
        Path table = Files.writeString(directory.resolve("t.csv"), "<b>,\"a\"\"b\"\n</script>,&\n");
        assertThat(page(file, table))
                .doesNotContain("<img src=x")
                .doesNotContain("<b>")
                .contains("&lt;img src=x onerror=alert(1)&gt;{{script}}")
                .contains("<td>&lt;/script&gt;</td><td>&amp;</td>")
                .contains("a&quot;b");
    }

    @Test
    void bundlesSweepsTablesAndPictures() throws IOException {
        Path published = EXPERIMENTS.resolve("published-tables");
        String page = page(
                published.resolve("refutations.jsonl.gz"),
                "--most",
                3,
                published.resolve("audit.csv"),
                EXPERIMENTS.resolve("order-to-chaos").resolve("sweep.json"),
                EXPERIMENTS.resolve("order-to-chaos").resolve("sweep.svg"));
        assertThat(held(page, "certificate")).hasSize(3);
        assertThat(page).contains("This bundle holds 86 more certificates, which this page leaves out");
        assertThat(page.split("<table", -1)).hasSize(3);
        assertThat(page)
                .contains("<td>one-he</td>")
                .contains("<td>relu-sum</td>")
                .contains("Picture sweep.svg");
    }

    @Test
    void anAuditHasItsCountsItsWrongClaimsAndItsCertificates() throws IOException {
        Path audit = directory.resolve("audit");
        Path given = Path.of("test-data", "audit");
        chaoscert("audit", "verdicts", given.resolve("nets.npz"), "--claims", given.resolve("claims.csv"), "-o", audit);
        String page =
                page(audit.resolve("audit.json"), audit.resolve("wrong.csv"), audit.resolve("refutations.jsonl.gz"));
        assertThat(held(page, "certificate")).hasSize(3);
        assertThat(page).contains("<td>period3</td><td>flagged</td><td>16.67</td><td>2.086</td><td>48.41</td>");
        assertThat(page).contains("Wrong: period3").contains("<td>8</td><td>false</td><td>true</td><td>3</td>");
    }

    @Test
    void aTrajectoryHasItsErrorsStepByStep() throws IOException {
        Path given = Path.of("test-data", "audit");
        String json = chaoscert(
                        "audit", "trajectory", given.resolve("tent-1.9.json"), given.resolve("orbit.csv"), "--json")
                .out();
        Path file = Files.writeString(directory.resolve("trajectory.json"), json);
        assertThat(page(file)).contains("Errors of steps").contains("<td>200</td>");
    }

    @Test
    void smoothMapsAreDrawnToo() throws IOException {
        String page = page(GALLERY.resolve("tanh-half.cert.json"));
        Matcher picture =
                Pattern.compile("data:image/svg\\+xml;base64,([^\"]+)").matcher(page);
        assertThat(picture.find()).isTrue();
        assertThat(new String(Base64.getDecoder().decode(picture.group(1)), StandardCharsets.UTF_8))
                .contains("Drawn through 561 computed values");
    }

    @ParameterizedTest
    @CsvSource({"missing.json, 5", "empty.csv, 5"})
    void whatCannotBeReadIsNamed(String name, int status) throws IOException {
        Files.writeString(directory.resolve("empty.csv"), "");
        Result result = chaoscert("report", directory.resolve(name), "-o", directory.resolve("page.html"));
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.err()).contains(name);
        assertThat(directory.resolve("page.html")).doesNotExist();
    }

    @Test
    void aPageWithNothingOnItIsRefused() {
        Result result = chaoscert(
                "report", Path.of("test-data", "published", "tent.json"), "-o", directory.resolve("page.html"));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.complaint()).contains("nothing to show");
        Result unknown =
                chaoscert("report", Path.of("test-data", "audit", "nets.npz"), "-o", directory.resolve("page.html"));
        assertThat(unknown.status()).isEqualTo(5);
        assertThat(unknown.complaint()).contains("unknown kind of file");
        assertThat(directory.resolve("page.html")).doesNotExist();
    }

    @Test
    void aPageThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Result result = chaoscert("report", GALLERY.resolve("tent.cert.json"), "-o", file.resolve("page.html"));
        assertThat(result.status()).isEqualTo(7);
    }

    @Test
    void standardOutputTakesThePageAlone() {
        Result result = chaoscert("report", GALLERY.resolve("tent.cert.json"), "-o", "-", "--title", "A & B");
        assertThat(result.out())
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n")
                .contains("<title>A &amp; B</title>");
    }
}
