package org.fogward.edge.intake;

import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.DTLSSession;
import org.eclipse.californium.scandium.dtls.ResumptionVerificationResult;
import org.eclipse.californium.scandium.dtls.SessionId;
import org.eclipse.californium.scandium.dtls.resumption.ConnectionStoreResumptionVerifier;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;
import org.fogward.edge.device.DeviceProofs;
import org.jspecify.annotations.Nullable;

/** Resumes sessions only of devices that would get in now as well. Others get a whole handshake, which tells them why not. */
final class DeviceResumption extends ConnectionStoreResumptionVerifier {
    private final DeviceProofs proofs;

    DeviceResumption(DeviceProofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public ResumptionVerificationResult verifyResumptionRequest(
            ConnectionId handshake, @Nullable ServerNames serverNames, SessionId session) {
        ResumptionVerificationResult found = super.verifyResumptionRequest(handshake, serverNames, session);
        DTLSSession known = found.getDTLSSession();
        if (known == null) {
            return found;
        }
        if (Peer.of(known.getPeerIdentity()).filter(proofs::isGoodNow).isPresent()) {
            return found;
        }
        SecretUtil.destroy(known);
        return new ResumptionVerificationResult(handshake, null, null);
    }
}
