package org.fogward.edge.enrol;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;

/** The answers of an EST server: text as it comes, and bytes that are put into base64 first. The first byte chooses. */
public final class CertificateBagFuzz implements FuzzTarget {
    private static final int MOST_CERTIFICATES = 24;

    @Override
    public List<byte[]> seeds() throws Exception {
        X509Certificate certificate = Organisation.found("Clinics", Instant.parse("2026-03-01T00:00:00Z"))
                .issue("ward-7", NodeRole.CLIENT)
                .certificate();
        CMSSignedDataGenerator bag = new CMSSignedDataGenerator();
        byte[] empty = bag.generate(new CMSAbsentContent()).getEncoded();
        bag.addCertificate(new JcaX509CertificateHolder(certificate));
        byte[] one = bag.generate(new CMSAbsentContent()).getEncoded();
        return List.of(
                with(0, one), with(0, empty), with(1, Base64.getMimeEncoder().encode(one)));
    }

    private static byte[] with(int first, byte[] rest) {
        byte[] seed = new byte[rest.length + 1];
        seed[0] = (byte) first;
        System.arraycopy(rest, 0, seed, 1, rest.length);
        return seed;
    }

    @Override
    public void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] body = java.util.Arrays.copyOfRange(input, 1, input.length);
        try {
            List<X509Certificate> certificates = CertificateBag.parse(
                    (input[0] & 1) == 0 ? Base64.getEncoder().encode(body) : body);
            Promise.that(
                    !certificates.isEmpty() && certificates.size() <= MOST_CERTIFICATES,
                    "certificates: beyond the limit");
        } catch (IllegalArgumentException e) {
            Promise.explains(e);
        }
    }
}
