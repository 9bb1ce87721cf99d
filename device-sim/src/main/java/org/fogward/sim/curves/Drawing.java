package org.fogward.sim.curves;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An SVG 1.1 document in the making, on a white ground so that it can be read wherever it is put. The same calls give the same
 * text. Used once, by one thread.
 *
 * @see <a href="https://www.w3.org/TR/SVG11/">Scalable Vector Graphics 1.1</a>
 */
final class Drawing {
    static final String INK = "#1f2933";
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final int REPLACEMENT = 0xFFFD;

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /**
     * Begins a drawing.
     *
     * @param title what it is, for who cannot see it
     * @param description what it shows, likewise
     */
    Drawing(int width, int height, String title, String description) {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document in memory", e);
        }
        begin(
                "svg",
                "xmlns",
                NAMESPACE,
                "width",
                String.valueOf(width),
                "height",
                String.valueOf(height),
                "viewBox",
                "0 0 " + width + " " + height,
                "role",
                "img",
                "aria-labelledby",
                "chart-title chart-desc",
                "font-family",
                "sans-serif",
                "font-size",
                "13",
                "fill",
                INK);
        words("title", title, "id", "chart-title");
        words("desc", description, "id", "chart-desc");
        shape("rect", "width", "100%", "height", "100%", "fill", "#ffffff");
    }

    /** A number as it stands in the document: at most two decimals, the same everywhere. */
    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A share as people read it. */
    static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Begins an element; attributes are names and values in turn. */
    void begin(String element, String... attributes) {
        write(() -> {
            xml.writeCharacters("\n");
            xml.writeStartElement(element);
            attributes(attributes);
        });
    }

    /** Ends the element begun last. */
    void end() {
        write(xml::writeEndElement);
    }

    /** An element without content. */
    void shape(String element, String... attributes) {
        write(() -> {
            xml.writeCharacters("\n");
            xml.writeEmptyElement(element);
            attributes(attributes);
        });
    }

    /** An element that holds words. */
    void words(String element, String words, String... attributes) {
        begin(element, attributes);
        write(() -> xml.writeCharacters(legal(words)));
        end();
    }

    /** A line of text. */
    void text(double x, double y, String words, String... attributes) {
        begin("text", "x", number(x), "y", number(y));
        write(() -> {
            attributes(attributes);
            xml.writeCharacters(legal(words));
        });
        end();
    }

    /** A straight line. */
    void line(double x1, double y1, double x2, double y2, String... attributes) {
        begin("line", "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2));
        write(() -> attributes(attributes));
        end();
    }

    /** Ends the drawing and gives its text, to be stored as UTF-8. */
    String finish() {
        write(() -> {
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        });
        return text + "\n";
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    /** XML has no way at all to write some characters, such as most control characters. */
    private static String legal(String words) {
        StringBuilder legal = new StringBuilder();
        words.codePoints().map(point -> isLegal(point) ? point : REPLACEMENT).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int point) {
        return point >= ' ' && point < 0xD800 || point >= 0xE000 && point < 0xFFFE || point > 0xFFFF;
    }

    private static void write(Step step) {
        try {
            step.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document in memory", e);
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }
}
