package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.round.Database;
import org.fogward.models.exchange.Safetensors;
import org.fogward.models.exchange.WeightExport;
import org.fogward.models.file.ModelFile;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GivenStartFederationTest {

    private static final String PLAN = """
            model: {family: tabular, input: {height: 1, width: 1, channels: 4}, features: 0, width: 1.0, classes: [well, ill]}
            update: {codec: dense-float32}
            rounds: {count: 2, quorum: 1, waitForAll: true}
            seed: 7
            """;
    private static final ModelParameters FORMER =
            new ModelParameters(Federations.MODEL, Initialization.create(Federations.MODEL, 99));

    @TempDir
    Path folder;

    private final Digest digest = Digest.of(file(FORMER));
    private final NetworkPool networks = new NetworkPool(1);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final TestGateway gateway = new TestGateway("first");

    @BeforeEach
    void writeFiles() throws Exception {
        Files.write(folder.resolve("former.safetensors"), Safetensors.write(WeightExport.of(FORMER)));
        Files.writeString(folder.resolve("fog.yaml"), """
                {federation: test, stateDirectory: state, plan: plan.yaml, mqtt: {port: 0}, http: {port: 0}}
                """);
        gateway.enrol(state());
        startFrom("{file: former.safetensors}");
    }

    @AfterEach
    void close() throws Exception {
        closeAll();
        networks.close();
    }

    @Test
    void starts_from_a_file_goes_on_after_a_restart_and_audits_clean_also_elsewhere() throws Exception {
        join(open());
        RoundAnnouncement one = send(1);
        assertThat(Digest.ofBytes(one.getModelDigest().toByteArray())).isEqualTo(digest);
        gateway.awaitOpen(2);
        closeAll();

        FogNode again = open();
        join(again);
        send(2);
        again.awaitFinished().get(60, TimeUnit.SECONDS);
        assertThat(again.audit().findings()).isEmpty();
        assertThat(again.audit().recomputed()).isEqualTo(2);
        closeAll();

        String archive = folder.resolve("history.zip").toString();
        ledger("export", "--state", state().toString(), "--out", archive);
        assertThat(ledger("verify", "--archive", archive)).contains("2 recomputed bit for bit, 0 findings");
    }

    @Test
    void goes_on_without_the_file_where_the_plan_names_the_digest_instead() throws Exception {
        open();
        closeAll();
        Files.delete(folder.resolve("former.safetensors"));
        assertThatThrownBy(this::open).hasMessageContaining("start.file: former.safetensors cannot be read");
        startFrom("{model: " + digest + "}");
        assertThat(open().currentModel().digest()).isEqualTo(digest);
    }

    @Test
    void an_audit_finds_another_content_under_the_digest() throws Exception {
        open();
        closeAll();
        Files.write(blob(), file(other(Federations.MODEL)));
        assertThat(verify()).contains("wrong: the first model cannot be read", "does not hold what its name says");
        Files.delete(blob());
        assertThat(verify()).contains("wrong: the first model cannot be read", "is not among the blobs");
    }

    @Test
    void an_audit_finds_that_the_rounds_began_with_another_model() throws Exception {
        open();
        closeAll();
        assertThat(verify()).contains("0 findings");
        Database.open(state().resolve(Database.FILE))
                .useHandle(db -> db.execute("UPDATE federation SET first_model = plan"));
        assertThat(verify()).contains("wrong: the first model is not the one that the plan's start names");
    }

    @Test
    void starts_from_a_model_among_the_blobs() throws Exception {
        startFrom("{model: " + digest + "}");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage("plan: start.model: " + digest + " is not among the blobs");
        new FileBlobStore(state().resolve("blobs")).put(file(FORMER));
        assertThat(open().currentModel().model().values()).isEqualTo(FORMER.values());
    }

    @Test
    void refuses_a_blob_that_is_not_the_plans_model() throws Exception {
        ModelSpec spec = Federations.MODEL;
        ModelSpec renamed =
                new ModelSpec(spec.family(), spec.input(), spec.features(), spec.width(), List.of("ill", "well"));
        FileBlobStore blobs = new FileBlobStore(state().resolve("blobs"));
        startFrom("{model: " + blobs.put(file(other(renamed))) + "}");
        assertThatThrownBy(this::open).hasMessageContaining("is not the plan's model, but {");
        startFrom("{model: " + blobs.put(new byte[100]) + "}");
        assertThatThrownBy(this::open).hasMessageContaining("is no model: magic");
    }

    private void startFrom(String start) throws IOException {
        Files.writeString(folder.resolve("plan.yaml"), PLAN + "start: " + start + "\n");
    }

    private FogNode open() throws Exception {
        FogNode fog = new FogNode(FogConfig.read(folder.resolve("fog.yaml")), networks, List.of(), Clock.systemUTC());
        opened.add(fog);
        fog.start();
        return fog;
    }

    private void join(FogNode fog) throws Exception {
        opened.add(gateway.connect(fog));
    }

    private RoundAnnouncement send(long round) {
        RoundAnnouncement open = gateway.awaitOpen(round);
        gateway.awaitReceipt(gateway.sendUpdate(open, 0.125f, 10));
        return open;
    }

    private void closeAll() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
        opened.clear();
    }

    private String verify() {
        return ledger("verify", "--state", state().toString());
    }

    private static String ledger(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        List<String> all = new ArrayList<>(List.of("ledger"));
        all.addAll(List.of(arguments));
        commands.execute(all.toArray(String[]::new));
        return text.toString();
    }

    private Path state() {
        return folder.resolve("state");
    }

    private Path blob() {
        return state().resolve("blobs").resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    private static ModelParameters other(ModelSpec spec) {
        return new ModelParameters(spec, Initialization.create(spec, 100));
    }

    private static byte[] file(ModelParameters model) {
        return ModelFile.encode(model.spec(), model.values());
    }
}
