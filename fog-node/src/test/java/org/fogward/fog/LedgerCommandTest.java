package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.fogward.fog.archive.OpenedArchive;
import org.fogward.fog.audit.Audit;
import org.fogward.fog.audit.AuditReport;
import org.fogward.fog.audit.ChainCheck;
import org.fogward.fog.audit.StateHistory;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.round.Database;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LedgerCommandTest {

    @TempDir
    private static Path honest;

    @TempDir
    private Path folder;

    private Path state;

    @BeforeAll
    static void runTheFederation() throws Exception {
        FinishedFederation.in(honest);
    }

    @BeforeEach
    void copyTheState() throws IOException {
        state = folder.resolve("state");
        copy(honest, state);
    }

    @Test
    void verifies_an_honest_history() {
        Output output = run("ledger", "verify", "--state", state.toString());
        assertThat(output.text).contains("2 rounds on the ledger, 2 recomputed bit for bit, 0 findings");
        assertThat(output.code).isZero();
    }

    @Test
    void shows_the_rounds() {
        Output output = run("ledger", "show", "--state", state.toString());
        assertThat(output.text)
                .contains("round 1 ", "round 2 ", "accepted 2", "refused 1", "first: block 0, ", "head: block");
        assertThat(output.code).isZero();
    }

    @Test
    void verifies_an_exported_archive_without_the_state() throws IOException {
        Path archive = export();
        assertThat(run("ledger", "verify", "--archive", archive.toString()).code)
                .isZero();
        assertThat(run("ledger", "show", "--archive", archive.toString()).text).contains("round 2 ");
        try (OpenedArchive opened = OpenedArchive.open(archive)) {
            assertThat(Files.walk(opened.ledger()).map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.endsWith(".pem") || name.endsWith(".key"));
        }
    }

    @Test
    void finds_a_tampered_update() throws IOException {
        Path blob = accepted();
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length / 2] ^= 1;
        Files.write(blob, bytes);
        assertThat(audit().findings()).anyMatch(finding -> finding.contains("does not hold what its name says"));
        assertThat(run("ledger", "verify", "--state", state.toString()).code).isEqualTo(1);
    }

    @Test
    void finds_a_missing_update() throws IOException {
        Files.delete(accepted());
        assertThat(audit().findings()).anyMatch(finding -> finding.contains("cannot be read"));
    }

    @Test
    void finds_a_tampered_database() throws IOException {
        tamper("UPDATE round_update SET samples = samples + 1 WHERE refusal = 0 AND round = 1");
        assertThat(audit().findings()).anyMatch(finding -> finding.contains("Merkle root"));
    }

    @Test
    void finds_a_refusal_that_was_taken_back() throws IOException {
        tamper("DELETE FROM round_update WHERE refusal <> 0 AND round = 2");
        assertThat(audit().findings())
                .anyMatch(finding -> finding.startsWith("round 2: the number of refused updates"));
    }

    @Test
    void finds_a_refusal_with_another_reason() throws IOException {
        tamper("UPDATE round_update SET refusal = refusal % 9 + 1 WHERE refusal <> 0 AND round = 2");
        assertThat(audit().findings())
                .anyMatch(finding -> finding.startsWith("round 2: the number of refusals for each reason"))
                .anyMatch(finding -> finding.startsWith("round 2: the metrics digest"));
    }

    @Test
    void takes_the_losses_from_the_updates_themselves() throws IOException {
        tamper("UPDATE round_update SET train_loss = train_loss + 1");
        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void finds_a_tampered_ledger() throws IOException {
        Path blocks = state.resolve("ledger/blocks");
        byte[] bytes = Files.readAllBytes(blocks);
        bytes[bytes.length - 200] ^= 1;
        Files.write(blocks, bytes);
        assertThat(audit().clean()).isFalse();
    }

    @Test
    void finds_another_plan() throws IOException {
        tamper("UPDATE federation SET plan = first_model");
        assertThat(audit().findings()).anyMatch(finding -> finding.startsWith("the plan cannot be read"));
    }

    @Test
    void refuses_a_damaged_archive_with_one_line() throws IOException {
        byte[] good = Files.readAllBytes(export());
        SplittableRandom random = new SplittableRandom(5);
        Path bad = folder.resolve("bad.zip");
        for (int i = 0; i < 60; i++) {
            byte[] bytes = Arrays.copyOf(good, i % 2 == 0 ? good.length : random.nextInt(good.length));
            for (int flips = random.nextInt(1, 20); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(bad, bytes);
            try (OpenedArchive opened = OpenedArchive.open(bad)) {
                opened.audit().run();
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void tells_wrong_usage_from_failure() {
        assertThat(run("ledger", "verify").code).isEqualTo(2);
        assertThat(run("ledger", "verify", "--state", state.toString(), "--profile", "none.json").code)
                .isEqualTo(2);
        Output unreachable = run(
                "ledger",
                "verify",
                "--state",
                state.toString(),
                "--profile",
                "none.json",
                "--organization",
                "NorthMSP");
        assertThat(unreachable.code).isEqualTo(1);
        assertThat(run("ledger", "verify", "--state", folder.resolve("none").toString()).code)
                .isEqualTo(1);
        assertThat(run("fog", "--config", folder.resolve("none.yaml").toString()).code)
                .isEqualTo(1);
        assertThat(run("fog", "key").code).isEqualTo(2);
        assertThat(run("--help").code).isZero();
    }

    @Test
    void prints_by_what_gateways_recognise_the_node_before_its_first_start() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), """
                model: {family: motion, input: {height: 1, width: 32, channels: 3}, features: 0, width: 1.0, classes: [a, b]}
                rounds: {count: 1, quorum: 1}
                """);
        Path config = Files.writeString(
                folder.resolve("fog.yaml"),
                "{federation: demo, stateDirectory: fresh, plan: " + plan.getFileName() + "}");
        Output first = run("fog", "key", "--config", config.toString());
        assertThat(first.text).contains("caFile: ", "fogKey: ");
        assertThat(folder.resolve("fresh/tls/ca.pem")).exists();
        assertThat(run("fog", "key", "--config", config.toString()).text).isEqualTo(first.text);
    }

    private Path export() {
        Path archive = folder.resolve("history.zip");
        assertThat(run("ledger", "export", "--state", state.toString(), "--out", archive.toString()).code)
                .isZero();
        return archive;
    }

    private AuditReport audit() {
        try {
            return new Audit(
                            StateHistory.read(state.resolve(Database.FILE)),
                            new FileBlobStore(state.resolve("blobs")),
                            ChainCheck.of(state.resolve("ledger")))
                    .run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path accepted() throws IOException {
        var update = StateHistory.read(state.resolve(Database.FILE)).rounds().getLast().updates().stream()
                .filter(each -> each.accepted())
                .findFirst()
                .orElseThrow();
        String hex = update.digest().hex();
        return state.resolve("blobs").resolve(hex.substring(0, 2)).resolve(hex);
    }

    private void tamper(String sql) throws IOException {
        Database.open(state.resolve(Database.FILE)).useHandle(db -> db.execute(sql));
    }

    private record Output(int code, String text) {}

    private static Output run(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        return new Output(commands.execute(arguments), text.toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
