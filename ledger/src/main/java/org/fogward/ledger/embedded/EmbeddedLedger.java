package org.fogward.ledger.embedded;

import io.grpc.BindableService;
import io.grpc.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.client.ClientOptions;
import org.fogward.ledger.client.GatewayLedgerClient;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;

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
            DirectoryLock lock = DirectoryLock.take(directory);
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
        try {
            return new OwnOrganisation(directory).directory().member(role);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    /**
     * The organisation that the ledger made for itself, which can take in more members.
     *
     * @return the organisation
     * @throws LedgerException {@link Reason#UNAVAILABLE} when its files cannot be read
     */
    public Organisation organisation() throws LedgerException {
        try {
            return new OwnOrganisation(directory).directory().organisation();
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(e);
        }
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

    private LedgerException unreadable(Exception e) {
        return new LedgerException(
                Reason.UNAVAILABLE, "cannot use the ledger's organisation in " + directory + ": " + e.getMessage(), e);
    }
}
