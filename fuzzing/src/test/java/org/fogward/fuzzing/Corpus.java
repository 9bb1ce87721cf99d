package org.fogward.fuzzing;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a target starts from: its own seeds and the inputs that once were findings, which are files of the test resources. */
final class Corpus {
    private Corpus() {}

    static List<byte[]> of(String name, FuzzTarget target) throws Exception {
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        inputs.addAll(findings(name));
        return inputs;
    }

    private static List<byte[]> findings(String name) throws IOException, URISyntaxException {
        URL folder = Corpus.class.getResource("/findings/" + name);
        if (folder == null) {
            return List.of();
        }
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        return inputs;
    }

    /**
     * Prints the targets' names, or writes one target's corpus.
     *
     * @param arguments nothing, or a target's name and a folder
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            Targets.names().forEach(System.out::println);
            return;
        }
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        int number = 0;
        for (byte[] input : of(arguments[0], Targets.named(arguments[0]))) {
            Files.write(folder.resolve(String.format("seed-%03d", number++)), input);
        }
    }
}
