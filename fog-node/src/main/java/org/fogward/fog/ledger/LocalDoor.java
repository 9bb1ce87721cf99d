package org.fogward.fog.ledger;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.fogward.fog.tls.PrivateFile;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.embedded.LedgerDoor;
import org.fogward.ledger.embedded.LedgerTls;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.Pem;
import org.fogward.ledger.identity.SigningIdentity;

/**
 * A running fog node's embedded ledger behind a port of loopback, for commands of the same user on the same machine: TLS with certificates at
 * both ends, made anew at each start. How it is reached lies beside the ledger in {@value #PROFILE}, as a
 * {@link org.fogward.ledger.fabric.ConnectionProfile} that only its owner can read, for as long as the door is open.
 */
public final class LocalDoor implements AutoCloseable {

    /** The profile's name in the ledger's directory. */
    public static final String PROFILE = "connection.json";

    private static final String AUTHORITY = "door-ca.pem";
    private static final String CERTIFICATE = "door-client.pem";
    private static final String KEY = "door-client.key";
    private static final List<String> FILES = List.of(PROFILE, KEY, CERTIFICATE, AUTHORITY);

    private final LedgerDoor door;
    private final Path directory;

    private LocalDoor(LedgerDoor door, Path directory) {
        this.door = door;
        this.directory = directory;
    }

    /**
     * Opens the door.
     *
     * @param ledger close it after the door
     * @param directory where the ledger lies
     * @param port where on loopback; 0 takes a free one
     * @throws LedgerException if the port cannot be had or the profile not be written
     */
    static LocalDoor open(EmbeddedLedger ledger, Path directory, int port) throws LedgerException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Organisation organisation = ledger.organisation();
        try {
            LedgerDoor door = ledger.listen(
                    new InetSocketAddress(loopback, port),
                    new LedgerTls(
                            organisation.issueTls("ledger", List.of("localhost", loopback.getHostAddress())),
                            organisation.trust().tlsRoots()));
            LocalDoor local = new LocalDoor(door, directory);
            try {
                local.write(organisation, loopback.getHostAddress() + ":" + door.port());
            } catch (IOException | GeneralSecurityException e) {
                local.close();
                throw e;
            }
            return local;
        } catch (IOException | GeneralSecurityException e) {
            throw new LedgerException(
                    Reason.UNAVAILABLE, "cannot open a door for commands in " + directory + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws LedgerException {
        door.close();
        try {
            for (String file : FILES) {
                Files.deleteIfExists(directory.resolve(file));
            }
        } catch (IOException e) {
            throw new LedgerException(
                    Reason.UNAVAILABLE, "cannot remove the door for commands in " + directory + ": " + e, e);
        }
    }

    /** The profile comes last: whoever finds it finds the rest. */
    private void write(Organisation organisation, String address) throws IOException, GeneralSecurityException {
        SigningIdentity client = organisation.issueTls("command", List.of("localhost"));
        write(AUTHORITY, Pem.text(organisation.trust().tlsRoots().getFirst()));
        write(CERTIFICATE, Pem.text(client.certificate()));
        write(KEY, pem(client));
        write(PROFILE, profile(organisation.mspId(), address));
    }

    private void write(String file, String text) throws IOException {
        PrivateFile.write(directory.resolve(file), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String profile(String mspId, String address) {
        ObjectNode profile = new JsonMapper().createObjectNode();
        profile.put("channel", EmbeddedLedger.CHANNEL).put("chaincode", FederationContract.NAME);
        ObjectNode organization = profile.putArray("organizations").addObject().put("mspId", mspId);
        ObjectNode peer = organization.putObject("peer").put("address", address).put("tlsCa", AUTHORITY);
        peer.putObject("tlsClient").put("certificate", CERTIFICATE).put("key", KEY);
        for (NodeRole role : List.of(NodeRole.CLIENT, NodeRole.ADMIN)) {
            String member = "organisation/" + role.unit() + ".pem";
            organization.putObject(role.unit()).put("certificate", member).put("key", member);
        }
        return profile.toPrettyString() + "\n";
    }

    private static String pem(SigningIdentity identity) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject("PRIVATE KEY", identity.key().getEncoded()));
        }
        return text.toString();
    }
}
