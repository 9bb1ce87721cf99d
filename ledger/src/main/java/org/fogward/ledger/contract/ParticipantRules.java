package org.fogward.ledger.contract;

import java.util.Optional;
import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.record.Stored;

/** Registers gateways and their keys, suspends and restores them. */
final class ParticipantRules {
    String register(Call call, Gateway gateway) {
        call.admit(gateway.federation(), Role.CLIENT);
        Object[] key = {gateway.federation(), gateway.gateway()};
        Optional<String> standing =
                call.standing("the gateway " + gateway.gateway(), gateway, Gateway.class, RecordKind.GATEWAY, key);
        if (standing.isPresent()) {
            requireOwn(call, gateway(call, gateway.federation(), gateway.gateway()));
            return standing.get();
        }
        GatewayCertificate certificate =
                new GatewayCertificate(gateway.federation(), gateway.gateway(), gateway.fingerprint());
        certificateStanding(call, certificate);
        putCertificate(call, certificate);
        call.put(
                new GatewayStanding(gateway.federation(), gateway.gateway(), false, "registered", ""),
                RecordKind.GATEWAY_STANDING,
                key);
        String stored = call.put(gateway, RecordKind.GATEWAY, key);
        call.tell(ChangeKind.GATEWAY_REGISTERED, stored);
        return stored;
    }

    String addCertificate(Call call, GatewayCertificate certificate) {
        call.admit(certificate.federation(), Role.CLIENT);
        requireOwn(call, gateway(call, certificate.federation(), certificate.gateway()));
        Optional<String> standing = certificateStanding(call, certificate);
        if (standing.isPresent()) {
            return standing.get();
        }
        String stored = putCertificate(call, certificate);
        call.tell(ChangeKind.CERTIFICATE_ADDED, stored);
        return stored;
    }

    String withdrawCertificate(Call call, CertificateWithdrawal withdrawal) {
        call.admit(withdrawal.federation(), Role.ADMIN);
        Object[] key = {withdrawal.federation(), withdrawal.fingerprint()};
        String what = "the certificate " + withdrawal.fingerprint();
        Stored<GatewayCertificate> found = call.require(what, GatewayCertificate.class, RecordKind.CERTIFICATE, key);
        if (!found.record().gateway().equals(withdrawal.gateway())) {
            throw Refusal.conflict(
                    what + " belongs to the gateway " + found.record().gateway());
        }
        Optional<String> standing = call.standing(
                "the withdrawal of " + what,
                withdrawal,
                CertificateWithdrawal.class,
                RecordKind.CERTIFICATE_WITHDRAWAL,
                key);
        if (standing.isPresent()) {
            return standing.get();
        }
        String stored = call.put(withdrawal, RecordKind.CERTIFICATE_WITHDRAWAL, key);
        call.tell(ChangeKind.CERTIFICATE_WITHDRAWN, stored);
        return stored;
    }

    /** A gateway that is suspended is so for one reason: another one is refused. One that takes part just does. */
    String change(Call call, GatewayStanding wanted, boolean suspend) {
        call.admit(wanted.federation(), Role.ADMIN);
        if (wanted.suspended() != suspend) {
            throw Refusal.invalid("suspended must be " + suspend + " here");
        }
        Object[] key = {wanted.federation(), wanted.gateway()};
        Stored<GatewayStanding> standing = call.require(
                "the gateway " + wanted.gateway(), GatewayStanding.class, RecordKind.GATEWAY_STANDING, key);
        if (standing.record().suspended() == suspend) {
            if (suspend && !standing.record().equals(wanted)) {
                throw Refusal.conflict("the gateway " + wanted.gateway() + " is suspended already for another reason");
            }
            return standing.toJson();
        }
        String stored = call.put(wanted, RecordKind.GATEWAY_STANDING, key);
        call.tell(suspend ? ChangeKind.GATEWAY_SUSPENDED : ChangeKind.GATEWAY_RESTORED, stored);
        return stored;
    }

    /** Refuses a caller of another organisation than the one that registered the gateway. */
    static void requireOwn(Call call, Stored<Gateway> gateway) {
        if (!gateway.by().equals(call.organisation())) {
            throw Refusal.forbidden("the gateway " + gateway.record().gateway() + " belongs to " + gateway.by());
        }
    }

    static Stored<Gateway> gateway(Call call, String federation, String gateway) {
        return call.require("the gateway " + gateway, Gateway.class, RecordKind.GATEWAY, federation, gateway);
    }

    private static Optional<String> certificateStanding(Call call, GatewayCertificate certificate) {
        return call.standing(
                "the certificate " + certificate.fingerprint(),
                certificate,
                GatewayCertificate.class,
                RecordKind.CERTIFICATE,
                certificate.federation(),
                certificate.fingerprint());
    }

    private static String putCertificate(Call call, GatewayCertificate certificate) {
        return call.put(certificate, RecordKind.CERTIFICATE, certificate.federation(), certificate.fingerprint());
    }
}
