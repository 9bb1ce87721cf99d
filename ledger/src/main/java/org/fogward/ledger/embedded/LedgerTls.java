package org.fogward.ledger.embedded;

import java.security.cert.X509Certificate;
import java.util.List;
import org.fogward.ledger.identity.SigningIdentity;

/**
 * How a ledger's door is secured.
 *
 * @param server the server's certificate and key
 * @param clientRoots authorities of the callers' certificates
 */
public record LedgerTls(SigningIdentity server, List<X509Certificate> clientRoots) {
    /** Takes a copy. */
    public LedgerTls {
        clientRoots = List.copyOf(clientRoots);
    }
}
