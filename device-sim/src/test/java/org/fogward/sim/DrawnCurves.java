package org.fogward.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import picocli.CommandLine;

/** Runs {@code sim curves} on the files of a folder, and reads what it drew and said. */
final class DrawnCurves {
    static final int USAGE = 2;
    static final int FAILED = 1;

    private final Path folder;
    private final StringWriter said = new StringWriter();
    private final StringWriter errors = new StringWriter();

    DrawnCurves(Path folder) {
        this.folder = folder;
    }

    Document drawn(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", "out.svg"));
        assertThat(run(all)).as(errors.toString()).isZero();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(folder.resolve("out.svg").toFile());
    }

    void assertRefused(int exit, String text, String... arguments) {
        assertThat(run(List.of(arguments))).as(text).isEqualTo(exit);
        assertThat(errors.toString().strip().lines()).singleElement().asString().contains(text);
    }

    /** What the last run wrote to standard output, after the line that names the drawing. */
    List<String> said() {
        return said.toString().lines().skip(1).toList();
    }

    /** File names are of the folder. */
    private int run(List<String> arguments) {
        said.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        CommandLine commands = Main.commandLine();
        commands.setErr(new PrintWriter(errors, true));
        commands.setOut(new PrintWriter(said, true));
        List<String> all = new ArrayList<>(List.of("sim", "curves"));
        arguments.stream().map(this::inFolder).forEach(all::add);
        return commands.execute(all.toArray(String[]::new));
    }

    private String inFolder(String argument) {
        if (!argument.endsWith(".json") && !argument.endsWith(".svg")) {
            return argument;
        }
        int at = argument.lastIndexOf('=');
        return argument.substring(0, at + 1) + folder.resolve(argument.substring(at + 1));
    }

    static String title(Element group) {
        return group.getElementsByTagName("title").item(0).getTextContent();
    }

    static List<String> ids(Document svg) {
        return elements(svg.getElementsByTagName("*")).stream()
                .map(element -> element.getAttribute("id"))
                .toList();
    }

    static List<String> words(Document svg, String element, String kind) {
        return elements(svg.getElementsByTagName(element)).stream()
                .filter(group -> group.getAttribute("class").equals(kind))
                .flatMap(group -> elements(group.getElementsByTagName("text")).stream())
                .map(Element::getTextContent)
                .toList();
    }

    static List<Element> groups(Document svg, String kind) {
        return elements(svg.getElementsByTagName("g")).stream()
                .filter(group -> group.getAttribute("class").equals(kind))
                .collect(Collectors.toList());
    }

    static List<double[]> points(Element group, String element) {
        Element drawn = (Element) group.getElementsByTagName(element).item(0);
        return Arrays.stream(drawn.getAttribute("points").split(" "))
                .map(point -> Arrays.stream(point.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
