package org.chaoscert.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that holds all it needs: text, pictures, tables that sort, and an independent checker in JavaScript that checks the certificates
 * in it, and others that are dropped on it, in the reader's browser. It loads nothing, and may load nothing.
 */
public final class Page {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

    private final String title;
    private final String program;
    private final List<String> sections = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();
    private int certificates;

    /**
     * Begins a page.
     *
     * @param title what it is called
     * @param program which program makes it, with its version
     */
    public Page(String title, String program) {
        this.title = title;
        this.program = program;
    }

    /**
     * A picture.
     *
     * @param svg an SVG document
     * @param words what it shows, for those who do not see it
     */
    public record Picture(String svg, String words) {}

    /**
     * A certificate as it is shown.
     *
     * @param name the name of its file
     * @param verdict what the checker says, in words
     * @param isValid whether it has accepted the certificate
     * @param facts pairs of a name and what there is to say
     * @param lines the proof line by line
     * @param pictures pictures of the map
     * @param content the file's bytes, in base64
     * @param network the bytes of the network file that is needed beside it, in base64, if one is
     */
    public record Shown(
            String name,
            String verdict,
            boolean isValid,
            List<List<String>> facts,
            String lines,
            List<Picture> pictures,
            String content,
            Optional<String> network) {
        /** Copies the lists. */
        public Shown {
            facts = List.copyOf(facts);
            pictures = List.copyOf(pictures);
        }
    }

    /**
     * Adds a certificate.
     *
     * @param shown what is shown of it
     * @return this page
     */
    public Page add(Shown shown) {
        int number = certificates++;
        StringBuilder html = new StringBuilder();
        html.append("<p class=\"verdict ")
                .append(shown.isValid ? "good" : "bad")
                .append("\">");
        html.append(text(shown.verdict)).append("</p>\n<dl>\n");
        for (List<String> fact : shown.facts) {
            html.append("<dt>")
                    .append(text(fact.get(0)))
                    .append("</dt><dd>")
                    .append(text(fact.get(1)))
                    .append("</dd>\n");
        }
        html.append("</dl>\n");
        shown.pictures.forEach(picture -> html.append(figure(picture)));
        if (!shown.lines.isEmpty()) {
            html.append("<h3>Line by line</h3>\n<pre tabindex=\"0\">")
                    .append(text(shown.lines))
                    .append("</pre>\n");
        }
        html.append("<h3>Check it here</h3>\n<p><button type=\"button\" class=\"check\" data-certificate=\"")
                .append(number)
                .append("\">Check in this browser</button> <output class=\"result\" id=\"result-")
                .append(number)
                .append("\">not checked here yet</output></p>\n")
                .append(data("certificate-" + number, shown.content));
        shown.network.ifPresent(network -> html.append(data("network-" + number, network)));
        html.append(
                        "<details><summary>The certificate</summary><pre tabindex=\"0\" class=\"source\" data-certificate=\"")
                .append(number)
                .append("\"></pre></details>\n");
        return section(shown.name, html.toString());
    }

    /**
     * Adds a table.
     *
     * @param name its title
     * @param notes lines before it
     * @param header the names of columns
     * @param rows the rows, each as long as the header
     * @return this page
     */
    public Page add(String name, List<String> notes, List<String> header, List<List<String>> rows) {
        StringBuilder html = new StringBuilder(paragraphs(notes));
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(text(name))
                .append("\"><table class=\"sortable\"><thead><tr>");
        header.forEach(column -> html.append("<th scope=\"col\"><button type=\"button\">")
                .append(text(column))
                .append("</button></th>"));
        html.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(text(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        return section(name, html.append("</tbody></table></div>\n").toString());
    }

    /**
     * Adds a section of text.
     *
     * @param name its title
     * @param notes its paragraphs
     * @return this page
     */
    public Page add(String name, List<String> notes) {
        return section(name, paragraphs(notes));
    }

    private static String paragraphs(List<String> notes) {
        StringBuilder html = new StringBuilder();
        notes.forEach(note -> html.append("<p>").append(text(note)).append("</p>\n"));
        return html.toString();
    }

    /**
     * Adds a picture.
     *
     * @param name its title
     * @param picture the picture
     * @return this page
     */
    public Page add(String name, Picture picture) {
        return section(name, figure(picture));
    }

    private Page section(String name, String html) {
        titles.add(name);
        sections.add("<section id=\"section-" + titles.size() + "\">\n<h2>" + text(name) + "</h2>\n" + html
                + "</section>\n");
        return this;
    }

    /** As an image of its own: the names inside one picture do not meet those inside another. */
    private static String figure(Picture picture) {
        String bytes = Base64.getEncoder().encodeToString(picture.svg.getBytes(StandardCharsets.UTF_8));
        return "<figure tabindex=\"0\"><img alt=\"" + text(picture.words) + "\" src=\"data:image/svg+xml;base64,"
                + bytes + "\"></figure>\n";
    }

    /** Bytes for scripts, as they are: no letter of base64 means anything in HTML. */
    private static String data(String id, String base64) {
        return "<script type=\"text/plain\" id=\"" + id + "\">" + base64 + "</script>\n";
    }

    private static String text(String words) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < words.length(); i++) {
            char letter = words.charAt(i);
            switch (letter) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(letter);
            }
        }
        return escaped.toString();
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** How a content security policy names a script: no other one may run. */
    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("\n" + script + "\n").getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /**
     * Returns the page.
     *
     * @return an HTML document
     */
    public String html() {
        StringBuilder contents = new StringBuilder();
        for (int i = 0; i < titles.size(); i++) {
            contents.append("<li><a href=\"#section-")
                    .append(i + 1)
                    .append("\">")
                    .append(text(titles.get(i)))
                    .append("</a></li>\n");
        }
        String checker = resource("checker.js");
        String script = resource("page.js");
        Map<String, String> parts = Map.of(
                "scripts", hash(checker) + " " + hash(script),
                "title", text(title),
                "program", text(program),
                "style", resource("page.css"),
                "contents", contents.toString(),
                "sections", String.join("", sections),
                "checker", checker,
                "script", script);
        return PLACE.matcher(resource("page.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
    }
}
