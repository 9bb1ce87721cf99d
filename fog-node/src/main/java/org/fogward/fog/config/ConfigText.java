package org.fogward.fog.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.fogward.fog.people.Role;
import org.fogward.fog.plan.PlanFile;
import org.fogward.fog.yaml.FieldException;
import org.fogward.fog.yaml.Fields;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.Signer;
import org.jspecify.annotations.Nullable;

/** Configuration files as YAML. */
final class ConfigText {

    private static final int MQTT_PORT = 8883;
    private static final int HTTPS_PORT = 8443;
    private static final String LOOPBACK = "127.0.0.1";

    private final @Nullable Path folder;

    ConfigText(@Nullable Path folder) {
        this.folder = folder;
    }

    FogConfig read(Path file) throws FieldException {
        Fields root = Fields.read(file);
        if (root.has("gateways")) {
            throw root.problem(
                    "gateways", "they enrol: invite each with \"fogward fog invite\", and take this list away");
        }
        PlanFile plan = plan(root);
        Fields http = root.sectionOrEmpty("http");
        FogConfig config = new FogConfig(
                value(root, "federation", FederationId::new),
                value(root, "stateDirectory", this::resolve),
                root.texts("names"),
                broker(root.sectionOrEmpty("mqtt")),
                door(http, HTTPS_PORT),
                plan.plan(),
                optional(root, "evaluation", this::resolve),
                ledger(root.sectionOrEmpty("ledger")),
                plan.firstModel(),
                authority(root.sectionOrEmpty("authority")),
                openid(http),
                LimitsText.read(root.sectionOrEmpty("limits")));
        http.refuseUnknown();
        root.refuseUnknown();
        return config;
    }

    private PlanFile plan(Fields root) throws FieldException {
        Path file = value(root, "plan", this::resolve);
        try {
            return PlanFile.read(file);
        } catch (FieldException e) {
            throw new FieldException("plan " + file.getFileName(), String.valueOf(e.getMessage()), e);
        }
    }

    private BrokerConfig broker(Fields mqtt) throws FieldException {
        BrokerConfig broker;
        if (mqtt.has("url")) {
            broker = new BrokerConfig.Outside(
                    value(mqtt, "url", ConfigText::brokerUri),
                    mqtt.optionalText("user").orElse(Signer.FOG),
                    optional(mqtt, "passwordFile", this::resolve),
                    optional(mqtt, "caFile", this::resolve));
        } else {
            broker = new BrokerConfig.Embedded(door(mqtt, MQTT_PORT));
        }
        mqtt.refuseUnknown();
        return broker;
    }

    private static AuthorityConfig authority(Fields authority) throws FieldException {
        long days = authority.integer(
                "gatewayDays", 1, AuthorityConfig.MOST_GATEWAY_DAYS, AuthorityConfig.DEFAULT.gatewayDays());
        authority.refuseUnknown();
        return new AuthorityConfig((int) days);
    }

    private LedgerConfig ledger(Fields ledger) throws FieldException {
        LedgerConfig config = ledger.has("profile")
                ? network(ledger)
                : new LedgerConfig.Embedded((int) ledger.integer("port", 0, 0xffff, 0));
        ledger.refuseUnknown();
        return config;
    }

    private LedgerConfig network(Fields ledger) throws FieldException {
        Path profile = value(ledger, "profile", this::resolve);
        String organization = ledger.text("organization");
        List<String> organizations = ledger.texts("organizations");
        List<String> keepers = organizations.isEmpty() ? List.of(organization) : organizations;
        int approvals = (int) ledger.integer("approvals", 1, keepers.size(), 1);
        try {
            return new LedgerConfig.Network(profile, organization, keepers, approvals);
        } catch (IllegalArgumentException e) {
            throw new FieldException("ledger", String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<OpenIdConfig> openid(Fields http) throws FieldException {
        Fields openid = http.sectionOrEmpty("openid");
        if (!http.has("openid")) {
            return Optional.empty();
        }
        Fields roles = openid.section("roles");
        Map<Role, Set<String>> groups = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            groups.put(role, Set.copyOf(roles.texts(role.word())));
        }
        String claim = roles.optionalText("claim").orElse("groups");
        roles.refuseUnknown();
        URI issuer = value(openid, "issuer", URI::create);
        String clientId = openid.text("clientId");
        Optional<Path> secret = optional(openid, "clientSecretFile", this::resolve);
        openid.refuseUnknown();
        try {
            return Optional.of(new OpenIdConfig(issuer, clientId, secret, claim, groups));
        } catch (IllegalArgumentException e) {
            throw new FieldException("http.openid", String.valueOf(e.getMessage()), e);
        }
    }

    private static DoorAddress door(Fields fields, int port) throws FieldException {
        return new DoorAddress(
                fields.optionalText("host").orElse(LOOPBACK), (int) fields.integer("port", 0, 0xffff, port));
    }

    private static URI brokerUri(String text) {
        URI uri = URI.create(text);
        if (!"ssl".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException("ssl://host:port expected");
        }
        return uri;
    }

    private Path resolve(String text) {
        return folder == null ? Path.of(text) : folder.resolve(text);
    }

    private static <T> T value(Fields fields, String name, Function<String, T> reading) throws FieldException {
        try {
            return reading.apply(fields.text(name));
        } catch (IllegalArgumentException e) {
            throw fields.problem(name, String.valueOf(e.getMessage()));
        }
    }

    private static <T> Optional<T> optional(Fields fields, String name, Function<String, T> reading)
            throws FieldException {
        return fields.optionalText(name).isEmpty() ? Optional.empty() : Optional.of(value(fields, name, reading));
    }
}
