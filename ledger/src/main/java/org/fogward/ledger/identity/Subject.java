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

    static List<String> units(X509Certificate certificate) {
        X500Name name =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return Arrays.stream(name.getRDNs(BCStyle.OU))
                .map(unit -> IETFUtils.valueToString(unit.getFirst().getValue()))
                .toList();
    }
}
