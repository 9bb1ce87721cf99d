package org.fogward.fuzzing;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
     * Prints the targets' names; or writes the corpora of some of them, each into the folder {@code seeds} of a folder of its own, and
     * prints a line for each: its name, the digest of what it reaches, and the length of its longest input.
     *
     * @param arguments nothing, or a folder and targets' names
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            Targets.names().forEach(System.out::println);
            return;
        }
        Reach reach = new Reach(Reach::onClassPath);
        for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
            FuzzTarget target = Targets.named(name);
            Path folder = Files.createDirectories(Path.of(arguments[0], name, "seeds"));
            int number = 0;
            int longest = 0;
            for (byte[] input : of(name, target)) {
                Files.write(folder.resolve(String.format("seed-%03d", number++)), input);
                longest = Math.max(longest, input.length);
            }
            System.out.printf("%s %s %d%n", name, reach.digest(target.getClass()), longest);
        }
    }
}
