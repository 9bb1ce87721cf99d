package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fogward.fog.enrol.TestAuthority;
import org.fogward.protocol.topic.Topics;
import org.junit.jupiter.api.Assumptions;
import picocli.CommandLine;

/**
 * Eclipse Mosquitto as a process of its own, with what {@code fog mosquitto} writes for the federation in {@code folder/state}. One more
 * client may look on: {@code watcher} reads all updates, since a second client in the fog node's name would end the first one's connection.
 */
final class OutsideMosquitto implements AutoCloseable {

    private final Path folder;
    private final Process process;
    private final int port;

    /** Starts it; without the program the test is skipped. */
    OutsideMosquitto(Path folder) throws Exception {
        Optional<Path> program = program();
        Assumptions.assumeTrue(program.isPresent(), "mosquitto is missing: apt-get install mosquitto");
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings = writeSettings(folder, port);
        Files.writeString(
                settings, Files.readString(settings).replace("\nlistener ", "\nuser root\nlog_type all\nlistener "));
        Files.writeString(
                folder.resolve("broker/acl"),
                "\nuser watcher\ntopic read " + new Topics(TestAuthority.FEDERATION).everyUpdate() + "\n",
                StandardOpenOption.APPEND);
        process = new ProcessBuilder(program.get().toString(), "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("mosquitto: " + log());
            }
            Thread.sleep(5);
        }
    }

    URI uri() {
        return URI.create("ssl://localhost:" + port);
    }

    /** All that it has said. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
    }

    private static Path writeSettings(Path folder, int port) throws IOException {
        Files.writeString(folder.resolve("plan.yaml"), """
                model: {family: motion, input: {height: 1, width: 32, channels: 3}, features: 0, width: 1.0, classes: [a, b]}
                rounds: {count: 1, quorum: 1}
                """);
        Path config = Files.writeString(
                folder.resolve("fog.yaml"), "{federation: test, stateDirectory: state, plan: plan.yaml}");
        StringWriter text = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        Path out = folder.resolve("broker");
        int code = commands.execute(
                "fog",
                "mosquitto",
                "--config",
                config.toString(),
                "--out",
                out.toString(),
                "--port",
                "" + port,
                "--name",
                "localhost");
        assertThat(code).as(text.toString()).isZero();
        return out.resolve("mosquitto.conf");
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(place -> Path.of(place, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
