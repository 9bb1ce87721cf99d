package org.fogward.edge.config;

import java.nio.file.Path;
import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** A gateway's configuration. */
public final class EdgeConfigFuzz implements FuzzTarget {
    private static final String YAML = """
            federation: ward
            gateway: clinic-a
            stateDirectory: state
            coap:
              host: 127.0.0.1
              port: 5684
              devices:
                - {identity: wearable-1, key: 0123456789abcdef}
            intake:
              modality: motion
              shape: {height: 1, width: 128, channels: 9}
              features: [age]
              classes: [rest, walk]
            fog:
              mqtt: ssl://fog.example:8883
              https: https://fog.example:8443
            store: {maxSamples: 1000, maxBytes: 100000, maxDays: 90, whenFull: refuse}
            keyStore: {secretFile: secret}
            page: {host: 0.0.0.0, port: 8080}
            """;

    private final EdgeConfigReader reader = new EdgeConfigReader(Path.of("/etc/fogward/edge.yaml"));

    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(YAML, "a: &a [*a]", "{\"federation\": \"x\"}", "--- !!set {a, b}\n...\n--- x", "? [a]\n: b");
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) {
        try {
            EdgeConfig config = reader.read(Texts.of(input));
            Promise.that(
                    config.coap().devices().stream()
                            .noneMatch(it -> it.toString().contains(it.key())),
                    "a secret is told");
        } catch (ConfigException e) {
            Promise.namesField(e);
        }
    }

    /** A reader of YAML has large buffers. */
    @Override
    public long mostBytes() {
        return 16L << 20;
    }
}
