package org.fogward.ledger.participant;

import java.util.List;
import java.util.Optional;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.RecordDoor;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.record.Stored;

/**
 * The door to gateways and their keys. As thread-safe as the client. Every method throws {@link LedgerException} when the
 * contract refuses or the ledger cannot answer.
 */
public final class Participants {
    private final RecordDoor<Gateway> gateways;
    private final RecordDoor<GatewayStanding> standings;
    private final RecordDoor<GatewayCertificate> certificates;
    private final RecordDoor<CertificateWithdrawal> withdrawals;

    /** A door. */
    public Participants(LedgerClient client) {
        gateways = new RecordDoor<>(client, RecordKind.GATEWAY, Gateway.class);
        standings = new RecordDoor<>(client, RecordKind.GATEWAY_STANDING, GatewayStanding.class);
        certificates = new RecordDoor<>(client, RecordKind.CERTIFICATE, GatewayCertificate.class);
        withdrawals = new RecordDoor<>(client, RecordKind.CERTIFICATE_WITHDRAWAL, CertificateWithdrawal.class);
    }

    /** Registers a gateway, as a client. */
    public AnchorReceipt register(Gateway gateway) throws LedgerException {
        return gateways.submit("registerGateway", gateway);
    }

    /** Gives a gateway a further key or certificate, as a client of the organisation that registered it. */
    public AnchorReceipt add(GatewayCertificate certificate) throws LedgerException {
        return certificates.submit("addCertificate", certificate);
    }

    /** Withdraws a key or certificate for good, as an admin. */
    public AnchorReceipt withdraw(CertificateWithdrawal withdrawal) throws LedgerException {
        return withdrawals.submit("withdrawCertificate", withdrawal);
    }

    /** Suspends or restores a gateway, as an admin of any organisation of the federation. */
    public AnchorReceipt change(GatewayStanding standing) throws LedgerException {
        return standings.submit(standing.suspended() ? "suspendGateway" : "restoreGateway", standing);
    }

    /** Finds a gateway. */
    public Optional<Stored<Gateway>> gateway(String federation, String gateway) throws LedgerException {
        return gateways.find(federation, gateway);
    }

    /** A federation's gateways, by id. */
    public Page<Gateway> gateways(String federation, PageRequest page) throws LedgerException {
        return gateways.list(page, federation);
    }

    /** Whether a gateway takes part at present. */
    public Optional<Stored<GatewayStanding>> standing(String federation, String gateway) throws LedgerException {
        return standings.find(federation, gateway);
    }

    /** A gateway's registration, suspensions and restorations, the newest first, 100 at most. */
    public List<Stored<GatewayStanding>> history(String federation, String gateway) throws LedgerException {
        return standings.history(federation, gateway);
    }

    /** Finds a key or certificate by its fingerprint, whether it was withdrawn or not. */
    public Optional<Stored<GatewayCertificate>> certificate(String federation, String fingerprint)
            throws LedgerException {
        return certificates.find(federation, fingerprint);
    }

    /** Every gateway's keys and certificates, by fingerprint, the withdrawn ones included. */
    public Page<GatewayCertificate> certificates(String federation, PageRequest page) throws LedgerException {
        return certificates.list(page, federation);
    }

    /** Finds the withdrawal of a key or certificate. */
    public Optional<Stored<CertificateWithdrawal>> withdrawal(String federation, String fingerprint)
            throws LedgerException {
        return withdrawals.find(federation, fingerprint);
    }

    /** The withdrawn keys and certificates, by fingerprint. */
    public Page<CertificateWithdrawal> withdrawals(String federation, PageRequest page) throws LedgerException {
        return withdrawals.list(page, federation);
    }
}
