package org.fogward.ledger.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** An authority that Fabric's own {@code cryptogen} made. */
public record FabricAuthority(Path certificate, Path key) {
    public X509CRL revoke(X509Certificate revoked, Instant at) throws IOException, GeneralSecurityException {
        CertificateAuthority authority = new CertificateAuthority(
                Pem.certificates(Files.readString(certificate)).getFirst(), Pem.privateKey(Files.readString(key)));
        return authority.revoke(List.of(), List.of(revoked), at);
    }
}
