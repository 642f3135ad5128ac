package org.chaoscert.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A picture taken apart.
 *
 * @param document the parsed document
 */
public record Svg(Document document) {
    /**
     * Parses a document.
     *
     * @param svg its text
     * @return what is in it
     */
    public static Svg parse(String svg) {
        try {
            return new Svg(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))));
        } catch (Exception broken) {
            throw new AssertionError("no XML: " + svg, broken);
        }
    }

    private static List<Element> list(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    /**
     * Finds elements.
     *
     * @param name of the elements
     * @return all of them, in order
     */
    public List<Element> elements(String name) {
        return list(document.getElementsByTagName(name));
    }

    /**
     * Returns what is drawn between the axes.
     *
     * @param name of the elements
     * @return those in the group that is cut off at the axes
     */
    public List<Element> drawn(String name) {
        return list(((Element) document.getElementsByTagName("g").item(0)).getElementsByTagName(name));
    }

    /**
     * Returns all words.
     *
     * @return the text elements' contents
     */
    public List<String> texts() {
        return elements("text").stream().map(Element::getTextContent).toList();
    }

    /**
     * Returns the words of the legend.
     *
     * @return those to the right of the axes
     */
    public List<String> legend() {
        return elements("text").stream()
                .filter(text -> text.getAttribute("x").equals("692.00"))
                .map(Element::getTextContent)
                .toList();
    }

    /**
     * Returns the caption.
     *
     * @return its lines, joined by spaces
     */
    public String caption() {
        return String.join(
                " ",
                elements("text").stream()
                        .filter(text -> text.getAttribute("x").equals("20.00"))
                        .map(Element::getTextContent)
                        .toList());
    }

    /**
     * Returns the numbers along an axis.
     *
     * @param anchor end for those to the left, middle for those below
     * @return from the lowest to the highest
     */
    public List<String> ticks(String anchor) {
        return elements("text").stream()
                .filter(text -> text.getAttribute("text-anchor").equals(anchor))
                .map(Element::getTextContent)
                .filter(text -> text.matches("[-+0-9.E]+|10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+"))
                .toList();
    }

    /**
     * Returns the points of a path.
     *
     * @param path made of straight lines between absolute points
     * @return the points
     */
    public static List<double[]> points(Element path) {
        List<double[]> points = new ArrayList<>();
        for (String point : path.getAttribute("d").split("[MLZ]")) {
            if (!point.isEmpty()) {
                String[] numbers = point.split(" ");
                points.add(new double[] {Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])});
            }
        }
        return points;
    }

    /**
     * Reads an attribute.
     *
     * @param element an element
     * @param name of the attribute
     * @return its number
     */
    public static double number(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }
}
