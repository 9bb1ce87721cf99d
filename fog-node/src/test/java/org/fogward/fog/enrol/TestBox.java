package org.fogward.fog.enrol;

import java.net.Socket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.fogward.protocol.enrolment.KeyUri;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;

/** A gateway's box: its keys, the requests that it makes, the certificate that it shows to whoever asks. */
public final class TestBox {

    public final GatewayId id;
    public final KeyPair keys;
    public final SigningKey signingKey;
    public Optional<X509Certificate> certificate = Optional.empty();

    public TestBox(String id) throws Exception {
        this(id, SigningKey.generate(new SecureRandom()));
    }

    public TestBox(String id, SigningKey signingKey) throws Exception {
        this.id = new GatewayId(id);
        this.signingKey = signingKey;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
    }

    /** A good request. */
    public byte[] request() throws Exception {
        return request(
                "CN=" + id + ",OU=gateway,O=test",
                keys,
                keys,
                KeyUri.of(signingKey.verificationKey()),
                "SHA256withECDSA");
    }

    public static byte[] request(String subject, KeyPair holder, KeyPair signer, String uri, String algorithm)
            throws Exception {
        var builder = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), holder.getPublic());
        if (!uri.isEmpty()) {
            GeneralNames names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
            builder.addAttribute(
                    PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
                    new Extensions(Extension.create(Extension.subjectAlternativeName, false, names)));
        }
        byte[] der = builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))
                .getEncoded();
        return Base64.getMimeEncoder().encode(der);
    }

    /** Trusts these roots, and shows the certificate whatever the server says that it wants. */
    public SSLContext tls(X509Certificate... roots) throws Exception {
        return tls(new Shown(certificate.orElseThrow(), keys.getPrivate()), roots);
    }

    public static SSLContext tls(KeyManager shown, X509Certificate... roots) throws Exception {
        return context(new KeyManager[] {shown}, roots);
    }

    /** Trusts these roots, and shows nothing. */
    public static SSLContext trusting(X509Certificate... roots) throws Exception {
        return context(new KeyManager[0], roots);
    }

    private static SSLContext context(KeyManager[] shown, X509Certificate... roots) throws Exception {
        java.security.KeyStore trusted = java.security.KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (X509Certificate root : roots) {
            trusted.setCertificateEntry(root.getSerialNumber().toString(), root);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown, trust.getTrustManagers(), null);
        return context;
    }

    private static final class Shown extends X509ExtendedKeyManager {
        private final X509Certificate certificate;
        private final PrivateKey key;

        Shown(X509Certificate certificate, PrivateKey key) {
            this.certificate = certificate;
            this.key = key;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return "box";
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return "box";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {"box"};
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException("a box is a client");
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }
    }
}
