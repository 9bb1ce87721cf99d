package org.fogward.edge.device;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fogward.edge.store.GatewayDatabase;

/** Gives certificates to devices that were invited, or have one that comes to its end. Thread-safe. */
public final class DeviceEnrolment {
    private final GatewayDatabase database;
    private final CredentialTable table;
    private final DeviceAuthority authority;
    private final Clock clock;

    DeviceEnrolment(GatewayDatabase database, CredentialTable table, DeviceAuthority authority, Clock clock) {
        this.database = database;
        this.table = table;
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * The first certificate of an invited device. The invitation is used up, and what the device had before ends, in the same transaction
     * that keeps the certificate.
     *
     * @param invitation what the device proved itself by
     * @param request PKCS #10 in DER; anything
     * @throws DeviceRequestException if the request is bad, which leaves the invitation good, or the invitation is over
     */
    public X509Certificate enrol(Credential invitation, byte[] request) throws DeviceRequestException {
        X509Certificate certificate = certificate(invitation, request);
        boolean kept = database.write(handle -> {
            Instant now = clock.instant();
            if (!good(table.byId(handle, invitation.id()), now)) {
                return false;
            }
            table.endAll(handle, invitation.device());
            table.addCertificate(handle, invitation.device(), certificate, now);
            return true;
        });
        if (!kept) {
            throw DeviceRequestException.forbidden("invitation: it is over");
        }
        return certificate;
    }

    /**
     * The next certificate of a device, in the last third of the life of the one it has. That stays good until it ends, or the next one is
     * used.
     *
     * @param current what the device proved itself by
     * @param request PKCS #10 in DER; anything
     * @throws DeviceRequestException if the request is bad, or it is too early
     */
    public X509Certificate renew(Credential current, byte[] request) throws DeviceRequestException {
        X509Certificate certificate = certificate(current, request);
        Optional<Instant> tooEarly = database.write(handle -> {
            Instant now = clock.instant();
            Optional<CredentialRow> row = table.byId(handle, current.id());
            if (!good(row, now)) {
                return Optional.of(now);
            }
            Instant from = row.map(DeviceEnrolment::renewable).orElse(now);
            if (now.isBefore(from)) {
                return Optional.of(from);
            }
            table.endCertificatesAfter(handle, current.device(), current.id());
            table.addCertificate(handle, current.device(), certificate, now);
            return Optional.empty();
        });
        if (tooEarly.isPresent()) {
            throw DeviceRequestException.forbidden("certificate: renewed from " + tooEarly.get() + " on");
        }
        return certificate;
    }

    private X509Certificate certificate(Credential holder, byte[] request) throws DeviceRequestException {
        PublicKey key = DeviceRequest.key(request, holder.device());
        return authority.device(holder.device(), key);
    }

    private static boolean good(Optional<CredentialRow> row, Instant now) {
        return row.filter(it -> it.refusal(now).isEmpty()).isPresent();
    }

    private static Instant renewable(CredentialRow row) {
        Instant until = row.until().orElseThrow();
        return until.minus(Duration.between(row.since(), until).dividedBy(3));
    }
}
