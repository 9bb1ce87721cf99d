package org.fogward.edge.device;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.fogward.edge.device.KnownDevice.Proof;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.protocol.enrolment.DeviceCode;
import org.fogward.protocol.enrolment.DeviceLink;

/** The register in the gateway's database, with the devices of its configuration. Thread-safe. */
final class StoredRegister implements DeviceRegister {
    private static final Duration INVITATION_LIFE = Duration.ofMinutes(15);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final GatewayDatabase database;
    private final CredentialTable table;
    private final Set<String> configured;
    private final Supplier<URI> gateway;
    private final Clock clock;
    private final SecureRandom random;

    StoredRegister(
            GatewayDatabase database,
            CredentialTable table,
            Set<String> configured,
            Supplier<URI> gateway,
            Clock clock,
            SecureRandom random) {
        this.database = database;
        this.table = table;
        this.configured = Set.copyOf(configured);
        this.gateway = gateway;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public List<KnownDevice> devices() {
        return database.read(handle -> {
            Map<String, Instant> seen = table.seen(handle);
            Map<String, KnownDevice> devices = new TreeMap<>();
            for (String name : configured) {
                devices.put(
                        name,
                        new KnownDevice(
                                name,
                                Proof.CONFIGURED_KEY,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.ofNullable(seen.get(name))));
            }
            for (CredentialRow row : table.current(handle)) {
                KnownDevice device = new KnownDevice(
                        row.device(),
                        row.kind(),
                        Optional.of(row.since()),
                        row.until(),
                        Optional.ofNullable(seen.get(row.device())));
                // Who has a key or a certificate is no mere guest, and the newest certificate counts.
                devices.merge(row.device(), device, (known, next) -> next.proof() == Proof.INVITATION ? known : next);
            }
            return List.copyOf(devices.values());
        });
    }

    @Override
    public DeviceSecret invite(String name) {
        check(name);
        String code = DeviceCode.random(random);
        Instant now = clock.instant();
        DeviceSecret secret = secret(name, code, DeviceLink.INVITED + name);
        database.write(handle -> {
            table.endInvitations(handle, name);
            table.tidy(handle, name, now);
            table.addSecret(handle, name, Proof.INVITATION, code, now, Optional.of(now.plus(INVITATION_LIFE)));
            return name;
        });
        return secret;
    }

    @Override
    public DeviceSecret addKey(String name) {
        check(name);
        String key = DeviceCode.randomKey(random);
        Instant now = clock.instant();
        DeviceSecret secret = secret(name, key, name);
        database.write(handle -> {
            table.endAll(handle, name);
            table.tidy(handle, name, now);
            table.addSecret(handle, name, Proof.KEY, key, now, Optional.empty());
            return name;
        });
        return secret;
    }

    @Override
    public boolean remove(String name) {
        checkNotConfigured(name);
        boolean removed = database.write(handle -> table.endAll(handle, name)) > 0;
        if (removed) {
            // The key, encrypted or not, is to be gone from the disk too.
            database.purge();
        }
        return removed;
    }

    private DeviceSecret secret(String name, String secret, String identity) {
        return new DeviceSecret(name, secret, new DeviceLink(gateway.get(), identity, secret).uri());
    }

    private void check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: 1 to 63 of a-z, 0-9, dot, dash and underscore expected, a letter or digit first");
        }
        checkNotConfigured(name);
    }

    private void checkNotConfigured(String name) {
        if (configured.contains(name)) {
            throw new IllegalArgumentException(
                    "name: " + name + " stands in the gateway's configuration file, and is changed only there");
        }
    }
}
