package org.fogward.ledger.identity;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** A certificate's subject. */
final class Subject {
    private Subject() {}

    /**
     * All organisational units, also those that share a relative distinguished name, as Fabric CA writes them.
     *
     * @throws NoMemberException when the name is of a form that the platform takes and Bouncy Castle does not
     */
    static List<String> units(X509Certificate certificate) throws NoMemberException {
        try {
            X500Name name =
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
            return Arrays.stream(name.getRDNs())
                    .flatMap(part -> Arrays.stream(part.getTypesAndValues()))
                    .filter(attribute -> attribute.getType().equals(BCStyle.OU))
                    .map(attribute -> IETFUtils.valueToString(attribute.getValue()))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new NoMemberException("the certificate's subject cannot be read", e);
        }
    }
}
