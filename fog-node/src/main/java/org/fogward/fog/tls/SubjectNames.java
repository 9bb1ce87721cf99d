package org.fogward.fog.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Host names and addresses as a certificate names them. */
final class SubjectNames {

    private SubjectNames() {}

    static GeneralNames general(Collection<String> names) {
        return new GeneralNames(names.stream().map(SubjectNames::general).toArray(GeneralName[]::new));
    }

    static boolean covers(X509Certificate certificate, Set<String> names) throws CertificateParsingException {
        Set<String> covered = new HashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(alternative -> covered.add(alternative.get(0) + ":" + alternative.get(1)));
        }
        return covered.containsAll(canonical(names));
    }

    private static GeneralName general(String name) {
        return new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    /** As {@link X509Certificate#getSubjectAlternativeNames()} writes them. */
    private static Set<String> canonical(Set<String> names) {
        return names.stream()
                .map(name -> isAddress(name)
                        ? GeneralName.iPAddress + ":"
                                + InetAddress.ofLiteral(name).getHostAddress()
                        : GeneralName.dNSName + ":" + name)
                .collect(Collectors.toSet());
    }
}
