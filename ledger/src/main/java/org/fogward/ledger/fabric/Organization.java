package org.fogward.ledger.fabric;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.SigningIdentity;

/**
 * A member of a network.
 *
 * @param mspId the id of its membership service provider, such as {@code NorthMSP}
 * @param peer its peer that serves as a gateway
 * @param client who calls the contract in its name
 * @param admin who may change the channel in its name, where the profile says so
 */
public record Organization(String mspId, Endpoint peer, Credential client, Optional<Credential> admin) {
    /**
     * Reads what a member of the organisation signs with.
     *
     * @param role {@link NodeRole#CLIENT} or {@link NodeRole#ADMIN}
     * @return the member
     * @throws IOException when a file cannot be read
     * @throws GeneralSecurityException naming the file that cannot be understood
     * @throws IllegalArgumentException when the profile has no credential for the role
     */
    public SigningIdentity identity(NodeRole role) throws IOException, GeneralSecurityException {
        Optional<Credential> credential =
                switch (role) {
                    case CLIENT -> Optional.of(client);
                    case ADMIN -> admin;
                    case PEER, ORDERER -> Optional.empty();
                };
        Credential found = credential.orElseThrow(() ->
                new IllegalArgumentException("the organization " + mspId + " has no credential of its " + role.unit()));
        try {
            return SigningIdentity.read(mspId, found.certificate(), found.key());
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(found.certificate() + " with " + found.key() + ": " + e.getMessage(), e);
        }
    }
}
