package org.fogward.protocol.link;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Eclipse Mosquitto, as a process, with its persistence file on disk. */
final class MosquittoBroker implements TestBroker {
    private static final String[] USERS = {"a", "b", "watcher", "late", "mortal", "sender", "receiver", "sleeper"};

    private final Path program;
    private final Path directory;
    private final int port;
    private Process process;

    MosquittoBroker(Path program, Path directory) throws Exception {
        this.program = program;
        this.directory = Files.createDirectories(directory.resolve("mosquitto"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        configure();
    }

    /** The installed program, if any: distributions put it where only root's path looks. */
    static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void start() throws Exception {
        process = new ProcessBuilder(
                        program.toString(),
                        "-c",
                        directory.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("mosquitto: " + Files.readString(directory.resolve("log")));
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void stop() throws Exception {
        process.destroy();
        process.waitFor();
    }

    @Override
    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    @Override
    public boolean refusesSubscriptions() {
        return false;
    }

    @Override
    public void close() throws Exception {
        stop();
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void configure() throws Exception {
        StringBuilder passwords = new StringBuilder();
        StringBuilder access = new StringBuilder();
        for (String user : USERS) {
            passwords.append("%s:%s\n".formatted(user, PASSWORD));
            access.append("user %s\ntopic readwrite #\ntopic deny %s#\n".formatted(user, FORBIDDEN));
        }
        Path users = Files.writeString(directory.resolve("users"), passwords);
        Path rules = Files.writeString(directory.resolve("rules"), access);
        hash(users);
        Files.writeString(directory.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous false
                user root
                password_file %s
                acl_file %s
                persistence true
                persistence_location %s/
                max_inflight_messages 8
                """.formatted(port, users, rules, directory));
    }

    private void hash(Path users) throws Exception {
        Process hashing = new ProcessBuilder("mosquitto_passwd", "-U", users.toString())
                .redirectErrorStream(true)
                .start();
        if (hashing.waitFor() != 0) {
            throw new IOException(
                    "mosquitto_passwd: " + new String(hashing.getInputStream().readAllBytes()));
        }
    }
}
