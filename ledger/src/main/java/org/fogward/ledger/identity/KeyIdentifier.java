package org.fogward.ledger.identity;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.cert.X509Extension;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.util.encoders.Hex;

/** By what Fabric finds the authority that a list of revoked certificates belongs to (RFC 5280, section 4.2.1). */
final class KeyIdentifier {
    private KeyIdentifier() {}

    /** Of an authority's own key. */
    static byte[] ofSubject(X509Certificate authority) throws GeneralSecurityException {
        return read(
                authority,
                Extension.subjectKeyIdentifier,
                bytes -> Optional.of(SubjectKeyIdentifier.getInstance(bytes).getKeyIdentifier()));
    }

    /** Of the key that signed a list, in hexadecimal digits. */
    static String ofSigner(X509Extension list) throws GeneralSecurityException {
        return Hex.toHexString(read(list, Extension.authorityKeyIdentifier, bytes -> Optional.ofNullable(
                        AuthorityKeyIdentifier.getInstance(bytes).getKeyIdentifierObject())
                .map(ASN1OctetString::getOctets)));
    }

    private static byte[] read(
            X509Extension of, ASN1ObjectIdentifier which, Function<byte[], Optional<byte[]>> identifier)
            throws GeneralSecurityException {
        try {
            return Optional.ofNullable(of.getExtensionValue(which.getId()))
                    .map(bytes -> ASN1OctetString.getInstance(bytes).getOctets())
                    .flatMap(identifier)
                    .orElseThrow(() -> new GeneralSecurityException(name(of) + " has no key identifier"));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(name(of) + " has a key identifier that cannot be read", e);
        }
    }

    private static String name(X509Extension of) {
        return of instanceof X509Certificate ? "an authority" : "revocation_list: a list";
    }
}
