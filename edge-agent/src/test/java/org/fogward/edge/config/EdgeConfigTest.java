package org.fogward.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.fogward.edge.store.StoreBounds;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeConfigTest {
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
            """;

    @TempDir
    Path directory;

    @Test
    void reads_every_field() throws Exception {
        EdgeConfig config = read(YAML);

        assertThat(config.gateway().value()).isEqualTo("clinic-a");
        assertThat(config.stateDirectory()).isEqualTo(directory.resolve("state"));
        assertThat(config.coap().devices()).hasSize(1);
        assertThat(config.intake().modality()).isEqualTo(Modality.MOTION);
        assertThat(config.intake().shape()).isEqualTo(new SampleShape(1, 128, 9));
        assertThat(config.fog().orElseThrow().mqtt()).isEqualTo(URI.create("ssl://fog.example:8883"));
        assertThat(config.store())
                .isEqualTo(new StoreBounds(1000, 100_000, OptionalInt.of(90), StoreBounds.WhenFull.REFUSE));
    }

    @Test
    void keeps_device_keys_out_of_its_text() throws Exception {
        assertThat(read(YAML).toString()).contains("wearable-1").doesNotContain("0123456789abcdef");
    }

    @Test
    void takes_default_bounds_and_no_features() throws Exception {
        EdgeConfig config = read(YAML.replaceAll("store: .*", "").replaceAll("features: .*", ""));

        assertThat(config.store()).isEqualTo(StoreBounds.DEFAULT);
        assertThat(config.intake().features()).isEmpty();
    }

    @Test
    void needs_no_fog_section_and_takes_a_place_for_the_key_store_s_secret() throws Exception {
        EdgeConfig config =
                read(YAML.replaceAll("(?s)fog:.*?store:", "store:") + "keyStore: {secretFile: /run/secret}\n");

        assertThat(config.fog()).isEmpty();
        assertThat(config.secretFile()).contains(Path.of("/run/secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{host: 0.0.0.0, port: 8444}    | ''",
                "{host: 0.0.0.0}                | page.port: missing",
                "{port: 8444}                   | page.host: missing",
                "{host: 0.0.0.0, port: 65536}   | page.port: a whole number",
                "{host: 0.0.0.0, port: -1}      | page.port: a whole number",
                "{host: a b, port: 1}           | page.host: an address",
                "{host: 0.0.0.0, port: 1, x: 1} | page.x: unknown field",
                "8444                           | page: an object",
            })
    void takes_a_page_and_names_what_is_wrong_with_it(String page, String message) throws Exception {
        String yaml = YAML + "page: " + page.strip() + "\n";
        if (message.isBlank()) {
            assertThat(read(yaml).page()).contains(new PageDoor("0.0.0.0", 8444));
            assertThat(read(YAML).page()).isEmpty();
            return;
        }
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("edge.yaml: " + message.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "federation: ward       | federation: Ward!     | federation:",
                "gateway: clinic-a      | gateway: fog          | gateway:",
                "gateway: clinic-a      | gatewy: clinic-a      | gatewy: unknown field",
                "port: 5684             | port: 70000           | coap.port: a whole number",
                "port: 5684             | port: many            | coap.port: a whole number",
                "0123456789abcdef       | short                 | coap.devices[0].key:",
                "identity: wearable-1,  | ''                    | coap.devices[0].identity: missing",
                "modality: motion       | modality: smell       | intake.modality:",
                "width: 128             | width: 0              | intake.shape.width:",
                "features: [age]        | features: [c1]        | intake.features:",
                "classes: [rest, walk]  | classes: [rest, rest] | intake.classes:",
                "classes: [rest, walk]  | classes: rest         | intake.classes: a list expected",
                "ssl://                 | tcp://                | fog.mqtt:",
                "https://               | http://               | fog.https:",
                "maxSamples: 1000       | maxSamples: 0         | store.maxSamples:",
                "https: https           | caFile: https         | fog.caFile: unknown field",
                "store: {maxS           | keyStore: {maxS       | keyStore.maxSamples: unknown field",
            })
    void names_the_field_that_is_wrong(String from, String to, String message) {
        String yaml = YAML.replace(from.strip(), to.strip());
        assertThat(yaml).isNotEqualTo(YAML);

        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("edge.yaml: " + message.strip());
    }

    @Test
    void refuses_a_field_that_stands_there_twice() {
        assertThatThrownBy(() -> read(YAML + "gateway: clinic-b\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void throws_nothing_but_its_own_exception_whatever_comes() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        byte[] valid = YAML.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Path file = directory.resolve("edge.yaml");
        for (int i = 0; i < 500; i++) {
            byte[] mutated = Arrays.copyOf(valid, random.nextInt(1, valid.length + 1));
            for (int change = random.nextInt(4); change > 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(0x80);
            }
            Files.write(file, mutated);
            try {
                EdgeConfig.read(file);
            } catch (ConfigException expected) {
                assertThat(expected).hasMessageContaining("edge.yaml");
            }
        }
    }

    private EdgeConfig read(String yaml) throws ConfigException, IOException {
        Path file = directory.resolve("edge.yaml");
        Files.writeString(file, yaml);
        return EdgeConfig.read(file);
    }
}
