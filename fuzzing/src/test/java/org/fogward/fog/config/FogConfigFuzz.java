package org.fogward.fog.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fogward.fog.yaml.FieldException;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** A fog node's configuration file. */
public final class FogConfigFuzz implements FuzzTarget {
    private static final String PLAN = """
            model: {family: tabular, input: {height: 1, width: 1, channels: 4}, features: 0, width: 1.0, classes: [a, b]}
            rounds: {count: 1}
            """;

    private final Path folder = Folders.create();

    /** Writes a plan. */
    public FogConfigFuzz() throws IOException {
        Files.writeString(folder.resolve("plan.yaml"), PLAN);
    }

    @Override
    public List<byte[]> seeds() {
        String config = """
                federation: north
                stateDirectory: state
                names: [fog.example.org]
                mqtt: {host: 127.0.0.1, port: 1883}
                http: {port: 8443}
                plan: plan.yaml
                limits: {messagesPerSecond: 7, handshakeSeconds: 3, sessionDays: 2}
                """;
        return Texts.seeds(
                config,
                config.replace(
                        "{port: 8443}",
                        "{openid: {issuer: 'https://id.example.org', clientId: fog, clientSecretFile: secret,"
                                + " roles: {claim: teams, viewer: [all], operator: [ops]}}}"),
                config.replace("{host: 127.0.0.1, port: 1883}", "{url: 'ssl://b:8883', user: f, passwordFile: p}")
                        + "ledger: {profile: p, organization: O, organizations: [O, P], approvals: 2}\n"
                        + "authority: {gatewayDays: 30}\nevaluation: data\n",
                "a: &x [1]\nb: *x\n",
                "federation: north\nplan: .\n");
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        Path file = folder.resolve("fog.yaml");
        Files.write(file, input);
        try {
            FogConfig config = FogConfig.read(file);
            Promise.that(config.stateDirectory().startsWith("/"), "stateDirectory: not absolute");
        } catch (FieldException e) {
            Promise.namesField(e);
        }
    }

    /** A reader of YAML has large buffers. */
    @Override
    public long mostBytes() {
        return 16L << 20;
    }
}
