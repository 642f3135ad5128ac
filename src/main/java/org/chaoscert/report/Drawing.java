package org.chaoscert.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** An SVG document under way: what all pictures have in common. */
final class Drawing {
    /** Colours that people with defective colour vision can tell apart (Okabe and Ito 2008), black first. */
    private static final String[] COLOURS = {
        "#000000", "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7", "#999933"
    };

    private final StringBuilder svg = new StringBuilder();

    /** Begins a white page. */
    Drawing(double width, double height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\""
                        + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\">",
                width, height, width, height);
        add("<rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>", width, height);
    }

    static String colour(int index) {
        return COLOURS[index % COLOURS.length];
    }

    /** Title and lines below it, smaller. */
    void heading(double left, String title, String subtitle) {
        text(left, 26, "start", " font-size=\"18\"", title);
        double line = 44;
        for (String words : subtitle.split("\n", -1)) {
            text(left, line, "start", " font-size=\"12\" fill=\"#444444\"", words);
            line += 15;
        }
    }

    void text(double x, double y, String anchor, String attributes, String content) {
        add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"" + anchor + "\"" + attributes + ">%s</text>",
                x,
                y,
                content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    /** Adds an element; numbers are put in the place of %s. */
    void add(String element, Object... values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = values[i] instanceof Double number ? number(number) : values[i];
        }
        svg.append(String.format(Locale.ROOT, element, texts)).append('\n');
    }

    String end() {
        return svg.append("</svg>\n").toString();
    }

    /** Two decimals are finer than any screen. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** At most four significant digits, without trailing zeros; with an exponent where there would be many. */
    static String plain(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value, new MathContext(4)).stripTrailingZeros();
        double size = Math.abs(value);
        return 1e-4 <= size && size < 1e7 ? rounded.toPlainString() : String.format(Locale.ROOT, "%.3g", rounded);
    }

    static String superscript(int number) {
        StringBuilder text = new StringBuilder();
        for (char c : String.valueOf(number).toCharArray()) {
            text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return text.toString();
    }
}
