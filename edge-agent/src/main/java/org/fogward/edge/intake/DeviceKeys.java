package org.fogward.edge.intake;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;
import org.fogward.edge.device.Credential;
import org.fogward.edge.device.DeviceProofs;
import org.fogward.edge.device.DeviceRefusal;
import org.fogward.edge.device.Verdict;
import org.fogward.protocol.enrolment.DeviceLink;
import org.jspecify.annotations.Nullable;

/** Looks up devices' pre-shared keys and the codes of those that are invited. */
final class DeviceKeys implements AdvancedPskStore {
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final DeviceProofs proofs;
    private final DeviceHandshakes handshakes;
    private final IntakeCounters counters;

    DeviceKeys(DeviceProofs proofs, DeviceHandshakes handshakes, IntakeCounters counters) {
        this.proofs = proofs;
        this.handshakes = handshakes;
        this.counters = counters;
    }

    @Override
    public boolean hasEcdhePskSupported() {
        return true;
    }

    @Override
    public PskSecretResult requestPskSecretResult(
            ConnectionId handshake,
            @Nullable ServerNames serverNames,
            PskPublicInformation identity,
            String hmacAlgorithm,
            SecretKey otherSecret,
            byte[] seed,
            boolean useExtendedMasterSecret) {
        String claimed = identity.getPublicInfoAsString();
        if (claimed.startsWith(DeviceLink.INVITED) && handshakes.isLimited(handshake)) {
            counters.refuse(RefusalCause.DEVICE_GUESSES, "too many wrong codes");
            return none(handshake, identity);
        }
        return switch (proofs.identity(claimed)) {
            case Verdict.Refused refused -> refuse(handshake, identity, refused.reason());
            case Verdict.Admitted admitted -> result(handshake, identity, admitted.credential());
        };
    }

    @Override
    public @Nullable PskPublicInformation getIdentity(InetSocketAddress peer, @Nullable ServerNames serverNames) {
        return null; // asked of clients only
    }

    @Override
    public void setResultHandler(HandshakeResultHandler handler) {
        // Every answer is given at once.
    }

    private PskSecretResult result(ConnectionId handshake, PskPublicInformation identity, Credential credential) {
        Optional<byte[]> secret = proofs.secret(credential);
        if (secret.isEmpty()) {
            return refuse(handshake, identity, DeviceRefusal.REMOVED);
        }
        handshakes.claim(handshake, credential);
        return new PskSecretResult(
                handshake, identity, SecretUtil.create(secret.get(), PskSecretResult.ALGORITHM_PSK), credential);
    }

    private PskSecretResult refuse(ConnectionId handshake, PskPublicInformation identity, DeviceRefusal reason) {
        counters.refuse(RefusalCause.of(reason), "no key for it");
        return none(handshake, identity);
    }

    /**
     * A key that nobody has, so that the handshake ends as it does with a wrong key and tells nobody which names there are (RFC 4279,
     * section 2).
     */
    private PskSecretResult none(ConnectionId handshake, PskPublicInformation identity) {
        byte[] noKey = new byte[KEY_BYTES];
        random.nextBytes(noKey);
        return new PskSecretResult(handshake, identity, SecretUtil.create(noKey, PskSecretResult.ALGORITHM_PSK));
    }
}
