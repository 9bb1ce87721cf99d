package org.fogward.edge.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.StoreBounds;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/** Turns YAML into an {@link EdgeConfig}; the one place that knows the fields' names in the file. */
final class EdgeConfigReader {
    private static final int MAX_DAYS = 36_500;
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final Path file;

    EdgeConfigReader(Path file) {
        this.file = file;
    }

    EdgeConfig read(String yaml) throws ConfigException {
        JsonNode tree;
        try {
            tree = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ConfigException(file + ": line " + line + ": not YAML, or a field stands there twice");
        }
        try {
            return config(FieldReader.ofRoot(tree));
        } catch (FieldException wrong) {
            throw new ConfigException(file + ": " + wrong.getMessage());
        }
    }

    private EdgeConfig config(FieldReader root) {
        root.allow("federation", "gateway", "stateDirectory", "coap", "intake", "fog", "store", "keyStore", "page");
        return new EdgeConfig(
                root.parsed("federation", FederationId::new),
                root.parsed("gateway", GatewayId::new),
                root.parsed("stateDirectory", file::resolveSibling),
                root.object("coap").map(EdgeConfigReader::coap),
                root.object("intake").map(EdgeConfigReader::intake),
                root.has("fog") ? Optional.of(root.object("fog").map(EdgeConfigReader::fog)) : Optional.empty(),
                root.has("store") ? root.object("store").map(EdgeConfigReader::store) : StoreBounds.DEFAULT,
                root.has("keyStore") ? Optional.of(root.object("keyStore").map(this::secretFile)) : Optional.empty(),
                root.has("page") ? Optional.of(root.object("page").map(EdgeConfigReader::page)) : Optional.empty());
    }

    private static CoapDoor coap(FieldReader coap) {
        coap.allow("host", "port", "devices");
        List<DeviceCredential> devices = new ArrayList<>();
        for (FieldReader device : coap.has("devices") ? coap.objects("devices") : List.<FieldReader>of()) {
            device.allow("identity", "key");
            devices.add(device.map(it -> new DeviceCredential(it.text("identity"), it.text("key"))));
        }
        return new CoapDoor(coap.text("host"), (int) coap.number("port", 0, 0xffff), devices);
    }

    private static SampleProfile intake(FieldReader intake) {
        intake.allow("modality", "shape", "features", "classes");
        return new SampleProfile(
                intake.parsed("modality", Modality::parse),
                intake.object("shape").map(EdgeConfigReader::shape),
                intake.has("features") ? intake.texts("features") : List.of(),
                intake.texts("classes"));
    }

    private static SampleShape shape(FieldReader shape) {
        shape.allow("height", "width", "channels");
        return new SampleShape(
                (int) shape.number("height", 1, SampleShape.MAX_VALUES),
                (int) shape.number("width", 1, SampleShape.MAX_VALUES),
                (int) shape.number("channels", 1, SampleShape.MAX_VALUES));
    }

    private static FogAddress fog(FieldReader fog) {
        fog.allow("mqtt", "https");
        return new FogAddress(fog.parsed("mqtt", URI::create), fog.parsed("https", URI::create));
    }

    private Path secretFile(FieldReader keyStore) {
        keyStore.allow("secretFile");
        return keyStore.parsed("secretFile", file::resolveSibling);
    }

    private static PageDoor page(FieldReader page) {
        page.allow("host", "port");
        return new PageDoor(page.text("host"), (int) page.number("port", 0, 0xffff));
    }

    private static StoreBounds store(FieldReader store) {
        store.allow("maxSamples", "maxBytes", "maxDays", "whenFull");
        return new StoreBounds(
                store.has("maxSamples")
                        ? store.number("maxSamples", 1, Long.MAX_VALUE)
                        : StoreBounds.DEFAULT.maxSamples(),
                store.has("maxBytes") ? store.number("maxBytes", 1, Long.MAX_VALUE) : StoreBounds.DEFAULT.maxBytes(),
                store.has("maxDays")
                        ? OptionalInt.of((int) store.number("maxDays", 1, MAX_DAYS))
                        : StoreBounds.DEFAULT.maxDays(),
                store.has("whenFull")
                        ? store.parsed("whenFull", EdgeConfigReader::whenFull)
                        : StoreBounds.DEFAULT.whenFull());
    }

    private static StoreBounds.WhenFull whenFull(String text) {
        return switch (text) {
            case "refuse" -> StoreBounds.WhenFull.REFUSE;
            case "drop-oldest" -> StoreBounds.WhenFull.DROP_OLDEST;
            default -> throw new IllegalArgumentException("refuse or drop-oldest expected");
        };
    }
}
