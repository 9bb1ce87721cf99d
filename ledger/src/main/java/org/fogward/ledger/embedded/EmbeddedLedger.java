package org.fogward.ledger.embedded;

import io.grpc.BindableService;
import io.grpc.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.client.ClientOptions;
import org.fogward.ledger.client.GatewayLedgerClient;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;

/**
 * A ledger in one directory, written by one process: Hyperledger Fabric's peer and orderer for one channel and one
 * contract. It is reached through Fabric's own services, in this process or behind a socket, and its blocks, transactions
 * and configuration are Fabric's.
 *
 * <p>It is tamper-evident, not Byzantine-tolerant: its writer can rewrite all of it, and is found out by whoever kept
 * the head hash of a receipt. A block is on the device before anybody hears that a transaction of it is committed. A write
 * that a crash cut short is cut off at the next opening; damage anywhere else refuses to open. After a failed write it
 * only answers questions, until it is opened again. Safe for several threads; they share waits for the disk.
 */
public final class EmbeddedLedger implements AutoCloseable {
    /** The block file's name in the ledger's directory. */
    public static final String BLOCKS = "blocks";

    /** The channel that an embedded ledger stands for. */
    public static final String CHANNEL = "fogward";

    private final Path directory;
    private final EmbeddedOptions options;
    private final DirectoryLock lock;
    private final RunningLedger running;
    private final LedgerServer server;

    private EmbeddedLedger(Path directory, EmbeddedOptions options, DirectoryLock lock)
            throws IOException, GeneralSecurityException, LedgerException {
        this.directory = directory;
        this.options = options;
        this.lock = lock;
        running = RunningLedger.open(directory, options);
        server = new LedgerServer(running.services());
    }

    /**
     * Opens a ledger, or founds it.
     *
     * @param directory where it lies; made when it is not there
     * @param options how
     * @return the ledger
     * @throws LedgerException {@link Reason#UNAVAILABLE} when another process has it open or the disk fails,
     *     {@link Reason#CORRUPT} when a block is damaged, {@link Reason#INVALID} when another organisation founded it
     */
    public static EmbeddedLedger open(Path directory, EmbeddedOptions options) throws LedgerException {
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.take(directory)
                    .orElseThrow(() ->
                            new LedgerException(Reason.UNAVAILABLE, "the ledger in " + directory + " is open already"));
            try {
                return new EmbeddedLedger(directory, options, lock);
            } catch (IOException | GeneralSecurityException | LedgerException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new LedgerException(
                    Reason.UNAVAILABLE, "cannot open the ledger in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * The way to the ledger's services in this process.
     *
     * @return a channel, which ends with the ledger
     */
    public Channel channel() {
        return server.channel();
    }

    /**
     * A client in this process.
     *
     * @param identity who signs
     * @return the client; close it before the ledger
     */
    public LedgerClient connect(SigningIdentity identity) {
        return new GatewayLedgerClient(
                channel(),
                identity,
                ClientOptions.of(CHANNEL, FederationContract.NAME).withClock(options.clock()));
    }

    /**
     * Opens a door for other processes. Several may be open at once; close them before the ledger.
     *
     * @param address where to listen; port 0 takes a free one
     * @param tls the certificates
     * @return the door
     * @throws LedgerException {@link Reason#UNAVAILABLE} when the address cannot be used
     */
    public LedgerDoor listen(InetSocketAddress address, LedgerTls tls) throws LedgerException {
        try {
            List<BindableService> services = running.services();
            return new LedgerDoor(address, tls, services);
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /**
     * A member of the organisation that the ledger made for itself.
     *
     * @param role what the member is; {@link NodeRole#CLIENT} is the fog node
     * @return the member
     * @throws LedgerException {@link Reason#UNAVAILABLE} when its file cannot be read
     */
    public SigningIdentity member(NodeRole role) throws LedgerException {
        return new OwnOrganisation(directory).member(role);
    }

    /**
     * The organisation that the ledger made for itself, which can take in more members.
     *
     * @return the organisation
     * @throws LedgerException {@link Reason#UNAVAILABLE} when its files cannot be read
     */
    public Organisation organisation() throws LedgerException {
        return new OwnOrganisation(directory).organisation();
    }

    /**
     * Who belongs to the channel and what its policies are, as its newest configuration has it.
     *
     * @return the configuration; changes are drafted from it
     */
    public ChannelConfig configuration() {
        return running.config();
    }

    /**
     * Changes the channel's configuration by an update as Fabric has it. When this returns, the change is in a block and
     * counts; transactions before it stay what they are.
     *
     * @param update the update, signed by the administrators that the policies of what it changes ask for
     * @throws LedgerException {@link Reason#INVALID} when signatures are missing, it builds upon something else than the
     *     newest configuration, or the ledger's own peers and orderer would be left out; {@link Reason#UNAVAILABLE} when
     *     the ledger cannot write
     */
    public void update(ConfigUpdateEnvelope update) throws LedgerException {
        running.configure(update, options.clock().instant());
    }

    /**
     * Revokes a certificate of the organisation that the ledger made for itself, in the name of its administrator. Its
     * owner can neither propose nor hand in anything from then on.
     *
     * @param certificate a member's certificate
     * @throws LedgerException {@link Reason#INVALID} when it is not the organisation's, is revoked already, or the ledger
     *     itself works with it; {@link Reason#UNAVAILABLE} when the ledger cannot write, or the organisation's files cannot
     *     be read
     */
    public void revoke(X509Certificate certificate) throws LedgerException {
        update(new Revocation(organisation(), member(NodeRole.ADMIN))
                .of(certificate, configuration(), options.clock().instant()));
    }

    /**
     * Whether the ledger takes writes.
     *
     * @return why it does not; nothing when it does
     */
    public Optional<String> objectionToWrites() {
        return running.objectionToWrites();
    }

    /**
     * The newest block.
     *
     * @return its height and hash
     */
    public LedgerHead head() {
        return running.head();
    }

    @Override
    public void close() throws LedgerException {
        try (lock) {
            running.close();
            server.close();
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot close the ledger: " + e.getMessage(), e);
        }
    }
}
