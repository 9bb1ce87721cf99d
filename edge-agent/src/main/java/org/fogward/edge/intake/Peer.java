package org.fogward.edge.intake;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.elements.auth.AdditionalInfo;
import org.eclipse.californium.elements.auth.ExtensiblePrincipal;
import org.eclipse.californium.scandium.auth.ApplicationLevelInfoSupplier;
import org.fogward.edge.device.Credential;
import org.jspecify.annotations.Nullable;

/** Writes into a DTLS session what the device proved itself by, where it stays when the session is resumed, and reads it there. */
final class Peer implements ApplicationLevelInfoSupplier {
    private static final String CREDENTIAL = "credential";

    /** Empty for whoever did not come in through this gateway's checks. */
    static Optional<Credential> of(@Nullable Principal principal) {
        return principal instanceof ExtensiblePrincipal<?> peer
                ? Optional.ofNullable(peer.getExtendedInfo().get(CREDENTIAL, Credential.class))
                : Optional.empty();
    }

    @Override
    public AdditionalInfo getInfo(Principal principal, @Nullable Object argument) {
        if (argument instanceof Credential credential) {
            return AdditionalInfo.from(Map.of(CREDENTIAL, credential));
        }
        return principal instanceof ExtensiblePrincipal<?> peer ? peer.getExtendedInfo() : AdditionalInfo.empty();
    }
}
