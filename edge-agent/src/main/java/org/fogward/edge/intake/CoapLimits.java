package org.fogward.edge.intake;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;

/** Californium, made small: few threads, few peers, and nothing written to the working directory. */
final class CoapLimits {
    private static final int MAX_PEERS = 4096;
    private static final int MESSAGES_PER_PEER = 32;
    private static final int BLOCK_SIZE = 1024;
    private static final int CONNECTION_ID_BYTES = 6;

    /** The first that the device can do, too: of keys those first that keep old traffic closed when a key gets known. */
    private static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
            CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256,
            CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);

    private CoapLimits() {}

    static Configuration of(int maxBodyBytes) {
        CoapConfig.register();
        DtlsConfig.register();
        // Without a standard configuration, Californium makes one and writes it to a file.
        Configuration.setStandard(new Configuration());
        return new Configuration()
                .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, maxBodyBytes)
                .set(CoapConfig.MAX_MESSAGE_SIZE, BLOCK_SIZE)
                .set(CoapConfig.PREFERRED_BLOCK_SIZE, BLOCK_SIZE)
                .set(CoapConfig.MAX_ACTIVE_PEERS, MAX_PEERS)
                .set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP)
                .set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, MESSAGES_PER_PEER)
                .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
                .set(DtlsConfig.DTLS_CIPHER_SUITES, SUITES)
                .set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED)
                .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES)
                .set(DtlsConfig.DTLS_MAX_CONNECTIONS, MAX_PEERS)
                .set(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, 2, TimeUnit.MINUTES)
                .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
                .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
    }
}
