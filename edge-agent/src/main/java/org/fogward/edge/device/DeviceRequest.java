package org.fogward.edge.device;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** Reads a device's request for a certificate: PKCS #10 (RFC 2986) in DER, {@code CN=} its name, a P-256 key that signed it. */
final class DeviceRequest {
    static final int MAX_BYTES = 1024;

    private static final Set<ASN1ObjectIdentifier> SIGNATURES = Set.of(
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512);

    private DeviceRequest() {}

    /**
     * The key that a certificate is asked for.
     *
     * @param der anything
     * @param device who asks
     * @throws DeviceRequestException naming the field
     */
    static PublicKey key(byte[] der, String device) throws DeviceRequestException {
        if (der.length > MAX_BYTES) {
            throw DeviceRequestException.malformed("request: longer than " + MAX_BYTES + " bytes");
        }
        try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
            if (!Arrays.equals(request.toASN1Structure().getEncoded(ASN1Encoding.DER), der)) {
                throw DeviceRequestException.malformed("request: not in DER");
            }
            checkSubject(request.getSubject(), device);
            SubjectPublicKeyInfo info = request.getSubjectPublicKeyInfo();
            PublicKey key = key(info);
            checkSignature(request, info);
            return key;
        } catch (IOException | RuntimeException e) {
            // What is wrong inside is told by exceptions of many kinds.
            throw DeviceRequestException.malformed("request: not a PKCS #10 request in DER");
        }
    }

    private static void checkSubject(X500Name subject, String device) throws DeviceRequestException {
        RDN[] names = subject.getRDNs(BCStyle.CN);
        if (names.length != 1
                || subject.getRDNs().length != 1
                || !IETFUtils.valueToString(names[0].getFirst().getValue()).equals(device)) {
            throw DeviceRequestException.malformed("subject: CN=" + device + " expected, and nothing else");
        }
    }

    private static PublicKey key(SubjectPublicKeyInfo info) throws DeviceRequestException {
        boolean isP256 = info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && SECObjectIdentifiers.secp256r1.equals(info.getAlgorithm().getParameters());
        if (!isP256) {
            throw DeviceRequestException.malformed("key: P-256 expected");
        }
        try {
            // Refuses what is no point of the curve, which the platform's own reading lets pass.
            PublicKeyFactory.createKey(info);
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw DeviceRequestException.malformed("key: not a P-256 key");
        }
    }

    private static void checkSignature(PKCS10CertificationRequest request, SubjectPublicKeyInfo info)
            throws DeviceRequestException, IOException {
        boolean good;
        try {
            good = SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm())
                    && request.isSignatureValid(
                            new BcECContentVerifierProviderBuilder(new DefaultDigestAlgorithmIdentifierFinder())
                                    .build(PublicKeyFactory.createKey(info)));
        } catch (OperatorCreationException | PKCSException e) {
            throw DeviceRequestException.malformed("signature: cannot be checked");
        }
        if (!good) {
            throw DeviceRequestException.malformed("signature: not by the request's key, or not ECDSA with SHA-2");
        }
    }
}
