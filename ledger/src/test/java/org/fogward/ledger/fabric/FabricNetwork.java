package org.fogward.ledger.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Hyperledger Fabric network of real peers and orderers on this machine, with the compiled contract. Nodes are called
 * {@code orderer1} to {@code orderer4}, {@code peer-north}, {@code peer-south}, {@code contract-north},
 * {@code contract-south}. Tests that start one are marked {@link NeedsFabric}.
 */
public final class FabricNetwork implements AutoCloseable {
    private final Path directory;
    private final Thread end;

    /** How the network orders transactions. */
    public enum Ordering {
        RAFT,
        BFT
    }

    private FabricNetwork(Path directory) {
        this.directory = directory;
        end = new Thread(this::endLate);
        Runtime.getRuntime().addShutdownHook(end);
    }

    static boolean isInstalled() throws IOException, InterruptedException {
        Process fetch = new ProcessBuilder(script("fetch").toString(), "--cached")
                .redirectErrorStream(true)
                .start();
        fetch.getInputStream().readAllBytes();
        return fetch.waitFor() == 0;
    }

    /** Makes a network in an empty directory and waits until both organisations endorse. */
    public static FabricNetwork start(Path directory, Ordering ordering, Duration batchTimeout)
            throws IOException, InterruptedException {
        return start(directory, ordering, batchTimeout, System.getProperty("java.class.path"));
    }

    static FabricNetwork start(Path directory, Ordering ordering, Duration batchTimeout, String classPath)
            throws IOException, InterruptedException {
        FabricNetwork network = new FabricNetwork(directory);
        try {
            network.run(
                    "up",
                    "--orderers",
                    ordering.name().toLowerCase(Locale.ROOT),
                    "--batch-timeout",
                    batchTimeout.toMillis() + "ms",
                    "--class-path",
                    classPath);
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(network.end);
            throw e;
        }
        return network;
    }

    /** A network that was made before, whether or not it runs. */
    static FabricNetwork in(Path directory) {
        return new FabricNetwork(directory);
    }

    public ConnectionProfile profile() throws IOException {
        return ConnectionProfile.read(directory.resolve("connection.json"));
    }

    /** Starts a node that was ended, with the ledger it had, and waits until it listens. */
    public void start(String node) throws IOException, InterruptedException {
        run("start", node);
    }

    public void stop(String node) throws IOException, InterruptedException {
        run("stop", node);
    }

    /** Ends a node as a power cut does. */
    public void kill(String node) throws IOException, InterruptedException {
        run("kill", node);
    }

    /** Ends every node and starts it again with what is on the disk. */
    public void restart() throws IOException, InterruptedException {
        run("down");
        run("start");
    }

    public String status() throws IOException, InterruptedException {
        return run("status");
    }

    /** What a node has printed. */
    String log(String node) throws IOException {
        return Files.readString(directory.resolve("log/" + node + ".log"));
    }

    /** Where the contract of an organisation listens for its peer. */
    Endpoint contract(String organization) throws IOException {
        Matcher address = Pattern.compile("CHAINCODE_SERVER_ADDRESS=(\\S+)")
                .matcher(Files.readString(directory.resolve("nodes/contract-" + organization + "/run")));
        if (!address.find()) {
            throw new IOException("the contract of " + organization + " has no address");
        }
        return new Endpoint(address.group(1), peerTls(organization).resolve("ca.crt"), "");
    }

    /** The folder with what an organisation's peer shows in TLS. */
    Path peerTls(String organization) {
        String domain = organization + ".fogward.test";
        return directory.resolve("crypto/peerOrganizations/" + domain + "/peers/peer." + domain + "/tls");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("down");
        Runtime.getRuntime().removeShutdownHook(end);
    }

    /** A test run that is cut short leaves nothing behind. */
    private void endLate() {
        try {
            run("down");
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String run(String... command) throws IOException, InterruptedException {
        // A file, because what is started would hold a pipe open.
        Path said = Files.createTempFile("fabric-network", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(Stream.of(
                            List.of(script("network").toString()),
                            List.of(command),
                            List.of("--dir", directory.toString()))
                    .flatMap(List::stream)
                    .toList());
            builder.environment().put("FOGWARD_JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroy();
                throw new IOException("network " + command[0] + " did not end: " + Files.readString(said));
            }
            if (process.exitValue() != 0) {
                throw new IOException("network " + command[0] + " failed: " + Files.readString(said));
            }
            return Files.readString(said);
        } finally {
            Files.delete(said);
        }
    }

    private static Path script(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path script = folder.resolve("ledger/fabric").resolve(name);
            if (Files.isExecutable(script)) {
                return script;
            }
        }
        throw new IllegalStateException("ledger/fabric/" + name + " is not in a folder above this one");
    }
}
