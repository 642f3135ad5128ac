package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Pdf;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.print.PrintOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of {@code report} in a real browser: it checks, sorts, and can be read everywhere. */
@Tag("not-kernel")
class ReportInBrowserTest {
    private static final Path GALLERY = Path.of("certificates");
    private static final Path REJECTED = Path.of("test-data", "rejected");

    @TempDir
    private static Path directory;

    private static Optional<ChromeDriver> browser = Optional.empty();

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @BeforeAll
    static void open() throws IOException {
        Optional<Path> chromium = program("chromium");
        Optional<Path> driver = program("chromedriver");
        Assumptions.assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "skipped: there is no chromium with chromedriver on the PATH");
        chaoscert(
                "report",
                GALLERY.resolve("figure-7.cert.json"),
                GALLERY.resolve("tent.period-3.cert.json"),
                GALLERY.resolve("tanh-half.cert.json"),
                firstRejected(),
                Path.of("test-data", "experiments", "published-tables", "audit.csv"),
                "-o",
                directory.resolve("page.html"));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("profile"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get().toFile())
                .build();
        browser = Optional.of(new ChromeDriver(service, options));
    }

    @AfterAll
    static void close() {
        browser.ifPresent(ChromeDriver::quit);
    }

    private static Path firstRejected() throws IOException {
        return REJECTED.resolve(expectedRejections().keySet().iterator().next());
    }

    /** Rejected certificates that stand alone, with what must be said of them. */
    private static Map<String, JsonNode> expectedRejections() {
        Map<String, JsonNode> expected = new TreeMap<>();
        new JsonMapper()
                .readTree(REJECTED.resolve("expected.json"))
                .properties()
                .forEach(entry -> {
                    if (!entry.getValue().has("network")) {
                        expected.put(entry.getKey(), entry.getValue());
                    }
                });
        return expected;
    }

    private static ChromeDriver page() {
        ChromeDriver driver = browser.orElseThrow();
        driver.get(directory.resolve("page.html").toUri().toString());
        return driver;
    }

    private static String settled(ChromeDriver driver, By output) {
        new WebDriverWait(driver, Duration.ofSeconds(30))
                .until(any -> !driver.findElement(output).getText().matches("checking.*|not checked.*|"));
        return driver.findElement(output).getText();
    }

    @Test
    void itChecksItsCertificatesAtOnce() throws IOException {
        ChromeDriver driver = page();
        assertThat(settled(driver, By.id("result-0"))).isEqualTo("valid: no-period:4, periods-divide:2, not-chaotic");
        assertThat(settled(driver, By.id("result-1"))).isEqualTo("valid: has-period:3");
        assertThat(settled(driver, By.id("result-2"))).startsWith("valid: no-period:2");
        assertThat(settled(driver, By.id("result-3"))).doesNotStartWith("valid");
    }

    @Test
    void theButtonWorksByKeyboard() {
        ChromeDriver driver = page();
        settled(driver, By.id("result-0"));
        driver.executeScript("document.getElementById('result-0').textContent = '';");
        driver.findElement(By.cssSelector("button.check")).sendKeys(Keys.ENTER);
        assertThat(settled(driver, By.id("result-0"))).startsWith("valid");
    }

    @Test
    void aTouchedCertificateIsRejectedHere() throws IOException {
        ChromeDriver driver = page();
        String touched =
                Files.readString(GALLERY.resolve("figure-7.cert.json")).replaceFirst("\"to\": \"", "\"to\": \"9");
        Path file = Files.writeString(directory.resolve("touched.json"), touched);
        driver.findElement(By.id("files")).sendKeys(file.toAbsolutePath().toString());
        assertThat(settled(driver, By.cssSelector("#dropped output"))).startsWith("rejected (");
    }

    @Test
    void whatIsDroppedIsChecked() throws IOException {
        ChromeDriver driver = page();
        String content = Files.readString(GALLERY.resolve("tent.cert.json"));
        driver.executeScript(
                "const data = new DataTransfer();"
                        + "data.items.add(new File([arguments[0]], 'dropped.json'));"
                        + "document.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));",
                content);
        assertThat(settled(driver, By.cssSelector("#dropped output"))).isEqualTo("valid: chaotic");
    }

    private static Map<String, String> chosen(ChromeDriver driver, List<Path> files) {
        String names = files.stream()
                .map(file -> file.toAbsolutePath().toString())
                .reduce((left, right) -> left + "\n" + right)
                .orElseThrow();
        driver.findElement(By.id("files")).sendKeys(names);
        new WebDriverWait(driver, Duration.ofMinutes(2))
                .until(any -> driver.findElements(By.cssSelector("#dropped li")).size() == files.size());
        Map<String, String> said = new TreeMap<>();
        Object lines = driver.executeScript(
                "return Array.from(document.querySelectorAll('#dropped li')).map(item => item.textContent);");
        ((List<?>) lines).forEach(line -> {
            String[] parts = String.valueOf(line).split(": ", 2);
            said.put(parts[0], parts[1]);
        });
        return said;
    }

    @Test
    void theWholeGalleryIsValidHere() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(GALLERY)) {
            entries.filter(file -> file.toString().endsWith(".cert.json"))
                    .sorted()
                    .forEach(files::add);
        }
        Map<String, String> said = chosen(page(), files);
        assertThat(files).hasSizeGreaterThan(50);
        assertThat(said).hasSize(files.size());
        assertThat(said.values()).allMatch(words -> words.startsWith("valid: "));
    }

    @Test
    void everyFileThatMustBeRefusedIsRefusedHereForTheSameReason() {
        Map<String, JsonNode> expected = expectedRejections();
        List<Path> files = expected.keySet().stream()
                .filter(name -> !isNetwork(REJECTED.resolve(name)))
                .map(REJECTED::resolve)
                .toList();
        Map<String, String> said = chosen(page(), files);
        assertThat(files).hasSizeGreaterThan(300);
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            JsonNode reason = expected.get(name);
            String code = reason.path("code").asString("");
            assertThat(said.get(name))
                    .as(name)
                    .startsWith(reason.get("result").stringValue() + (code.isEmpty() ? "" : " (" + code + ")"));
        }
    }

    /** What the page takes for a network file. */
    private static boolean isNetwork(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new String(bytes, StandardCharsets.ISO_8859_1).contains("\"chaoscert-network/1\"");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Test
    void tablesSortByNumbersUpAndDown() {
        ChromeDriver driver = page();
        WebElement table = driver.findElement(By.cssSelector("table.sortable"));
        List<String> header = table.findElements(By.tagName("th")).stream()
                .map(WebElement::getText)
                .toList();
        int column = header.indexOf("notebook");
        table.findElements(By.cssSelector("th button")).get(column).click();
        assertThat(numbers(driver, column)).hasSize(60).isSorted();
        assertThat(table.findElements(By.tagName("th")).get(column).getAttribute("aria-sort"))
                .isEqualTo("ascending");
        table.findElements(By.cssSelector("th button")).get(column).sendKeys(Keys.SPACE);
        assertThat(numbers(driver, column).get(0)).isEqualTo(1765);
    }

    private static List<Integer> numbers(ChromeDriver driver, int column) {
        Object cells = driver.executeScript(
                "return Array.from(document.querySelector('table.sortable').tBodies[0].rows)"
                        + ".map(row => row.cells[arguments[0]].textContent);",
                column);
        return ((List<?>) cells)
                .stream().map(cell -> Integer.valueOf(String.valueOf(cell))).toList();
    }

    @Test
    void nothingIsLoadedAndNothingMayBe() {
        ChromeDriver driver = page();
        Object loaded = driver.executeScript(
                "return performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !name.startsWith('data:'));");
        assertThat((List<?>) loaded).isEmpty();
        Object refused = driver.executeAsyncScript(
                "const done = arguments[0]; fetch('data:text/plain,x').then(() => done('loaded'), () => done('refused'));");
        assertThat(refused).isEqualTo("refused");
    }

    @Test
    void onAPhoneNothingSticksOut() {
        ChromeDriver driver = browser.orElseThrow();
        Dimension before = driver.manage().window().getSize();
        try {
            driver.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
            page();
            Object width = driver.executeScript("return document.documentElement.scrollWidth;");
            assertThat(((Number) Objects.requireNonNull(width)).intValue()).isLessThanOrEqualTo(360);
        } finally {
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
            driver.manage().window().setSize(before);
        }
    }

    private static double brightness(ChromeDriver driver, String property) {
        Object colour = driver.executeScript(
                "return getComputedStyle(document.documentElement)[arguments[0]].match(/\\d+/g).slice(0, 3)"
                        + ".reduce((sum, part) => sum + Number(part), 0) / 3;",
                property);
        return ((Number) Objects.requireNonNull(colour)).doubleValue();
    }

    @Test
    void inDarkModeLettersAreLightOnDark() {
        ChromeDriver driver = browser.orElseThrow();
        try {
            for (String scheme : List.of("light", "dark")) {
                driver.executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
                page();
                double difference = brightness(driver, "color") - brightness(driver, "backgroundColor");
                assertThat(scheme.equals("dark") ? difference : -difference)
                        .as("contrast in %s mode", scheme)
                        .isGreaterThan(150);
            }
        } finally {
            driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        }
    }

    @Test
    void itCanBePrinted() {
        ChromeDriver driver = page();
        Pdf pdf = driver.print(new PrintOptions());
        assertThat(pdf.getContent()).as("a PDF in base64").startsWith("JVBERi0").hasSizeGreaterThan(20_000);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        try {
            assertThat(driver.findElement(By.id("drop")).isDisplayed()).isFalse();
            assertThat(driver.findElement(By.tagName("nav")).isDisplayed()).isFalse();
        } finally {
            driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
        }
    }
}
