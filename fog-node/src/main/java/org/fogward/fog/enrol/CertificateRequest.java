package org.fogward.fog.enrol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.fogward.fog.authority.GatewayName;
import org.fogward.protocol.enrolment.KeyUri;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.VerificationKey;

/**
 * A request for a gateway's certificate (PKCS #10, RFC 2986): the gateway's name, a P-256 key whose holder has signed the request, and the
 * key that the gateway signs its messages with, as a URI among the subject's alternative names.
 *
 * @param key what the certificate is for
 * @param signingKey what the gateway signs with
 */
record CertificateRequest(PublicKey key, VerificationKey signingKey) {

    /** The longest request that is read, bytes of base64. */
    static final int MAX_BYTES = 8192;

    private static final String NOT_ONE = "request: not a PKCS #10 request in base64";
    private static final Set<ASN1ObjectIdentifier> SIGNATURES = Set.of(
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512);

    /**
     * Reads a request.
     *
     * @param body base64 of DER, with or without line ends; anything
     * @throws BadRequestException if it is none, or one that is not this gateway's to make
     */
    static CertificateRequest read(byte[] body, GatewayId gateway, FederationId federation) throws BadRequestException {
        if (body.length > MAX_BYTES) {
            throw new BadRequestException("request: longer than " + MAX_BYTES + " bytes");
        }
        try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(decode(body));
            checkSubject(request.getSubject(), gateway, federation);
            PublicKey key = key(request.getSubjectPublicKeyInfo());
            checkSignature(request);
            return new CertificateRequest(key, signingKey(Optional.ofNullable(request.getRequestedExtensions())));
        } catch (IOException | RuntimeException e) {
            // What is wrong inside is told by exceptions of many kinds.
            throw new BadRequestException(NOT_ONE, e);
        }
    }

    private static byte[] decode(byte[] body) throws BadRequestException {
        String text = new String(body, StandardCharsets.ISO_8859_1).replaceAll("[\r\n\t ]", "");
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(NOT_ONE, e);
        }
    }

    private static void checkSubject(X500Name subject, GatewayId gateway, FederationId federation)
            throws BadRequestException {
        if (GatewayName.value(subject, BCStyle.CN)
                .filter(gateway.value()::equals)
                .isEmpty()) {
            throw new BadRequestException("subject: CN=" + gateway + " expected");
        }
        String own = federation.value();
        if (subject.getRDNs(BCStyle.O).length > 0
                && GatewayName.value(subject, BCStyle.O).filter(own::equals).isEmpty()) {
            throw new BadRequestException("subject: O=" + own + " expected, or none");
        }
    }

    private static PublicKey key(SubjectPublicKeyInfo info) throws BadRequestException, IOException {
        boolean isP256 = info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && SECObjectIdentifiers.secp256r1.equals(info.getAlgorithm().getParameters());
        if (!isP256) {
            throw new BadRequestException("key: P-256 expected");
        }
        try {
            // Refuses what is no point of the curve, which the platform's own reading lets pass.
            PublicKeyFactory.createKey(info);
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new BadRequestException("key: not a P-256 key", e);
        }
    }

    private static void checkSignature(PKCS10CertificationRequest request) throws BadRequestException, IOException {
        boolean good;
        try {
            good = SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm())
                    && request.isSignatureValid(
                            new BcECContentVerifierProviderBuilder(new DefaultDigestAlgorithmIdentifierFinder())
                                    .build(PublicKeyFactory.createKey(request.getSubjectPublicKeyInfo())));
        } catch (OperatorCreationException | PKCSException e) {
            throw new BadRequestException("signature: cannot be checked", e);
        }
        if (!good) {
            throw new BadRequestException("signature: not by the request's key, or not ECDSA with SHA-2");
        }
    }

    private static VerificationKey signingKey(Optional<Extensions> extensions) throws BadRequestException {
        List<VerificationKey> keys = new ArrayList<>();
        Optional<GeneralNames> names = extensions
                .map(all -> all.getExtension(Extension.subjectAlternativeName))
                .map(Extension::getParsedValue)
                .map(GeneralNames::getInstance);
        if (names.isPresent()) {
            for (GeneralName name : names.get().getNames()) {
                if (name.getTagNo() == GeneralName.uniformResourceIdentifier) {
                    parse(name.getName().toString()).ifPresent(keys::add);
                }
            }
        }
        if (keys.size() != 1) {
            throw new BadRequestException("subjectAltName: one URI urn:fogward:key:... expected");
        }
        return keys.getFirst();
    }

    private static Optional<VerificationKey> parse(String uri) throws BadRequestException {
        try {
            return KeyUri.parse(uri);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("subjectAltName: " + e.getMessage(), e);
        }
    }
}
