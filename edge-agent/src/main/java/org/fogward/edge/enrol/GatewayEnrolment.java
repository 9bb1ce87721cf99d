package org.fogward.edge.enrol;

import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fogward.edge.enrol.EnrolmentException.Remedy;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.FogSettings;
import org.fogward.edge.identity.KeyVault;
import org.fogward.edge.tls.GatewayTls;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/**
 * Joins a gateway to a federation by an invitation code, in these steps: ask the fog node for its authorities, believing nobody; take
 * the one root that the code pins; from then on trust that alone; get a certificate for a new key, for the code's secret; keep it; with
 * it, ask where the fog node is; keep that too. After a crash at any point the same code goes on where it stopped. Not for use by
 * several threads.
 */
public final class GatewayEnrolment {
    private final Subject subject;
    private final KeyVault vault;
    private final CertificateCheck check;

    /**
     * For one gateway.
     *
     * @param federation whom it is to learn with
     * @param gateway its name there
     * @param vault where everything is kept
     * @param clock tells which certificates are good
     */
    public GatewayEnrolment(FederationId federation, GatewayId gateway, KeyVault vault, Clock clock) {
        this.subject = new Subject(federation, gateway, vault.signingKey().verificationKey());
        this.vault = vault;
        this.check = new CertificateCheck(subject, clock);
    }

    /**
     * Enrols.
     *
     * @param door the fog node's {@code https://host:port}
     * @param code the invitation
     * @return the finished enrolment, on the disk
     * @throws EnrolmentException when it is refused, the fog node is not reached, or is not the one that the code was made for
     * @throws IOException when it cannot be kept
     * @throws InterruptedException when the thread was interrupted; calling again goes on
     */
    public Enrolment enrol(URI door, InvitationCode code) throws IOException, InterruptedException {
        Optional<Enrolment> begun = vault.enrolment()
                .filter(kept ->
                        kept.settings().isEmpty() && kept.roots().stream().anyMatch(code::matches));
        Enrolment certified = begun.isPresent() ? begun.get() : certified(door, code);
        try (EstClient client = new EstClient(door, GatewayTls.following(() -> certified))) {
            FogSettings settings = client.settings();
            if (!settings.federation().equals(subject.federation())) {
                throw new EnrolmentException(
                        Remedy.LOOK_INTO_IT,
                        "the fog node serves federation \"" + settings.federation()
                                + "\", but the configuration says \"" + subject.federation() + "\"");
            }
            Enrolment finished = certified.withSettings(settings);
            vault.keep(finished);
            return finished;
        }
    }

    private Enrolment certified(URI door, InvitationCode code) throws IOException, InterruptedException {
        List<X509Certificate> authorities = authorities(door);
        X509Certificate root = pinned(door, code, authorities);
        KeyPair key = vault.newTlsKey();
        try (EstClient client = new EstClient(door, GatewayTls.trusting(List.of(root)))) {
            List<X509Certificate> answer =
                    client.enrol(subject.gateway(), code.secret(), CertificateRequest.of(subject, key));
            List<X509Certificate> chain = check.chain(key.getPublic(), joined(answer, authorities), List.of(root));
            Enrolment certified = new Enrolment(key.getPrivate(), chain, List.of(root), Optional.empty());
            vault.keep(certified);
            return certified;
        }
    }

    private static List<X509Certificate> authorities(URI door) throws EnrolmentException, InterruptedException {
        try (EstClient client = new EstClient(door, GatewayTls.believingAnybody())) {
            return client.authorities();
        }
    }

    private X509Certificate pinned(URI door, InvitationCode code, List<X509Certificate> authorities)
            throws EnrolmentException {
        X509Certificate root = authorities.stream()
                .filter(code::matches)
                .findFirst()
                .orElseThrow(() -> new EnrolmentException(
                        Remedy.LOOK_INTO_IT,
                        "the fog node at " + door
                                + " has another authority than the code says: the code or the address is"
                                + " wrong, or somebody is in between; nothing was sent, tell the fog node's operator"));
        check.requireNow(root);
        return root;
    }

    /** The answer first: an EST server may leave the issuing authority to the list of authorities. */
    private static List<X509Certificate> joined(List<X509Certificate> answer, List<X509Certificate> authorities) {
        return Stream.concat(answer.stream(), authorities.stream()).toList();
    }
}
