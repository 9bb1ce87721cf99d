package org.fogward.edge.device;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fogward.edge.config.DeviceCredential;
import org.fogward.edge.device.KnownDevice.Proof;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.protocol.enrolment.DeviceLink;
import org.jdbi.v3.core.Handle;

/**
 * Tells the gateway's door who may come in, and who may stay. Who comes in is looked up in the database; who may stay is known from the
 * last {@link #look}, so that asking for each request costs nothing. Thread-safe.
 */
public final class DeviceProofs {
    private static final int GUESSES = 5;

    private final GatewayDatabase database;
    private final CredentialTable table;
    private final Map<String, byte[]> configured;
    private final PublicKey authority;
    private final Clock clock;
    private Set<Long> good = new HashSet<>();

    DeviceProofs(
            GatewayDatabase database,
            CredentialTable table,
            List<DeviceCredential> configured,
            PublicKey authority,
            Clock clock) {
        this.database = database;
        this.table = table;
        this.configured =
                configured.stream().collect(Collectors.toMap(DeviceCredential::identity, DeviceCredential::keyBytes));
        this.authority = authority;
        this.clock = clock;
    }

    /** Whether a device that says this pre-shared key's identity gets in, if it holds the key. */
    public synchronized Verdict identity(String identity) {
        if (configured.containsKey(identity)) {
            return new Verdict.Admitted(new Credential(0, identity, Proof.CONFIGURED_KEY));
        }
        boolean invited = identity.startsWith(DeviceLink.INVITED);
        String device = invited ? identity.substring(DeviceLink.INVITED.length()) : identity;
        return database.read(handle ->
                verdict(handle, device, table.newest(handle, device, invited ? Proof.INVITATION : Proof.KEY)));
    }

    /** The key's bytes of a credential that was admitted; empty if it ended meanwhile. */
    public Optional<byte[]> secret(Credential credential) {
        if (credential.kind() == Proof.CONFIGURED_KEY) {
            return Optional.ofNullable(configured.get(credential.device()));
        }
        return database.read(handle -> table.byId(handle, credential.id())
                .filter(row -> row.secret().isPresent())
                .map(table::open));
    }

    /** Whether the holder of a certificate's key gets in. */
    public synchronized Verdict certificate(X509Certificate certificate) {
        try {
            certificate.verify(authority);
        } catch (GeneralSecurityException e) {
            return new Verdict.Refused(DeviceRefusal.OTHER_GATEWAY);
        }
        Optional<CredentialRow> row = database.read(handle -> table.byCertificate(handle, certificate));
        if (row.isEmpty()) {
            // It is this authority's, so it was known once, or is the gateway's own.
            boolean over = !clock.instant().isBefore(certificate.getNotAfter().toInstant());
            return new Verdict.Refused(over ? DeviceRefusal.EXPIRED : DeviceRefusal.REMOVED);
        }
        return verdict(row.get());
    }

    /** Whether who came in by this may stay. */
    public synchronized boolean isGood(Credential credential) {
        return credential.kind() == Proof.CONFIGURED_KEY || good.contains(credential.id());
    }

    /** Whether who came in by this once would be let in now. */
    public synchronized boolean isGoodNow(Credential credential) {
        if (credential.kind() == Proof.CONFIGURED_KEY) {
            return configured.containsKey(credential.device());
        }
        return database.read(handle -> table.byId(handle, credential.id()))
                .filter(row -> verdict(row) instanceof Verdict.Admitted)
                .isPresent();
    }

    /**
     * Looks who may stay.
     *
     * @return whether somebody may not any more
     */
    public synchronized boolean look() {
        Set<Long> now = new HashSet<>();
        for (CredentialRow row : database.read(table::current)) {
            if (row.refusal(clock.instant()).isEmpty()) {
                now.add(row.id());
            }
        }
        boolean fewer = !now.containsAll(good);
        good = now;
        return fewer;
    }

    /** Counts a wrong code; the fifth ends the invitation. */
    public void guessed(Credential invitation) {
        database.write(handle -> {
            table.countFailure(handle, invitation.id(), GUESSES);
            return invitation;
        });
    }

    /** Keeps when devices opened connections; a certificate that is in use ends those that it renews. */
    public void seen(Set<Credential> credentials) {
        Map<String, Long> certificates = new HashMap<>();
        database.write(handle -> {
            for (Credential credential : credentials) {
                table.seen(handle, credential.device(), clock.instant());
                if (credential.kind() == Proof.CERTIFICATE) {
                    certificates.merge(credential.device(), credential.id(), Math::max);
                }
            }
            certificates.forEach((device, id) -> table.endCertificatesBefore(handle, device, id));
            return credentials;
        });
    }

    private Verdict verdict(Handle handle, String device, Optional<CredentialRow> row) {
        if (row.isEmpty()) {
            boolean knew = table.knew(handle, device);
            return new Verdict.Refused(knew ? DeviceRefusal.REMOVED : DeviceRefusal.UNKNOWN);
        }
        return verdict(row.get());
    }

    private Verdict verdict(CredentialRow row) {
        Optional<DeviceRefusal> refusal = row.refusal(clock.instant());
        if (refusal.isPresent()) {
            return new Verdict.Refused(refusal.get());
        }
        good.add(row.id());
        return new Verdict.Admitted(row.credential());
    }
}
