package org.fogward.fog.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a broker that is not ours needs of the authority, as PEM files. Keys can be read by their owner only.
 *
 * @param folder where they are written; it is there
 */
public record BrokerFiles(Path folder) {

    private static final String SERVER = "server";
    private static final Duration SERVER_LIFE = Duration.ofDays(397);

    /**
     * Writes the roots and issuing authorities.
     *
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path trusted(Authority authority) throws IOException {
        return write("ca.pem", PemFiles.text(authority.all()));
    }

    /**
     * Writes revocation lists.
     *
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path revocations(Collection<X509CRL> lists) throws IOException {
        StringBuilder text = new StringBuilder();
        for (X509CRL list : lists) {
            try {
                text.append(PemFiles.pem("X509 CRL", list.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a list that was made can be written", e);
            }
        }
        return write("crl.pem", text.toString());
    }

    /**
     * Makes a key and a certificate for the broker.
     *
     * @param names its host names and addresses
     * @return lines for its settings
     * @throws IOException if they cannot be written
     */
    public List<String> server(Authority authority, List<String> names) throws IOException {
        CertifiedKey server = authority.issueServer(names.getFirst(), names, SERVER_LIFE);
        PemFiles.writeKey(folder, SERVER, server.keys().getPrivate());
        List<java.security.cert.X509Certificate> chain = new ArrayList<>();
        chain.add(server.certificate());
        chain.addAll(authority.chain());
        Path certificate = write(SERVER + ".pem", PemFiles.text(chain));
        return List.of("certfile " + certificate, "keyfile " + folder.resolve(SERVER + ".key"));
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text, StandardCharsets.US_ASCII);
    }
}
