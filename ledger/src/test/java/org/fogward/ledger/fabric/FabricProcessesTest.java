package org.fogward.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FabricProcessesTest {
    @TempDir
    Path directory;

    @Test
    @NeedsFabric
    void a_network_that_cannot_come_up_says_why_and_leaves_nothing_running() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("no-classes"));
        Path network = directory.resolve("network");
        assertThatThrownBy(() -> FabricNetwork.start(network, Ordering.RAFT, Duration.ofMillis(50), empty.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("contract-north does not serve")
                .hasMessageContaining("ContractServer");
        assertThat(network.resolve("log/orderer1.log")).exists();
        assertThat(runningIn(network)).isEmpty();
    }

    @Test
    void going_down_ends_no_process_that_got_the_id_of_one_of_its_own_later() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Path node = Files.createDirectories(directory.resolve("nodes/orderer1"));
            Files.writeString(node.resolve("pid"), other.pid() + " 1\n");
            FabricNetwork.in(directory).close();
            assertThat(other.isAlive()).isTrue();
            assertThat(node.resolve("pid")).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    private static List<Path> runningIn(Path folder) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .map(FabricProcessesTest::workingDirectory)
                    .filter(directory -> directory.startsWith(folder))
                    .toList();
        }
    }

    private static Path workingDirectory(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd"));
        } catch (IOException e) {
            return Path.of("/");
        }
    }
}
