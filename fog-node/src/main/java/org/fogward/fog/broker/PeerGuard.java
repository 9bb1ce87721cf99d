package org.fogward.fog.broker;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fogward.fog.limit.Crowd;
import org.fogward.fog.limit.GatewayAccount;
import org.fogward.fog.limit.LimitReason;
import org.fogward.fog.limit.Peers;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between one connection's TLS and the broker: nothing but a short CONNECT goes in before the broker knows who this is, no packet
 * that is too large at any time, and nothing is read from whoever is over a limit or ahead of the broker's disk. All on the
 * connection's own thread but {@link #known} and {@link #note}.
 */
final class PeerGuard extends ChannelDuplexHandler implements PacketScan.Follower {
    static final String DOOR = "Broker";

    private static final Logger LOG = LoggerFactory.getLogger(PeerGuard.class);
    private static final int MOST_BESIDE_PUBLISH = 1 << 14;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final byte TOO_LARGE = (byte) 0x95;
    private static final byte TOO_MANY = (byte) 0x96;
    private static final byte ELSEWHERE = (byte) 0x8e;

    private final Peers peers;
    private final Crowd handshakes;
    private final long mostBytes;
    private final Supplier<Optional<GatewayId>> shown;
    private final PacketScan scan = new PacketScan(this);
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);
    private final Deque<Long> unanswered = new ArrayDeque<>();
    private final Runnable end = () -> inside().executor().execute(() -> refuse(LimitReason.REPLACED));
    private Optional<ChannelHandlerContext> context = Optional.empty();
    private Optional<ScheduledFuture<?>> timer = Optional.empty();
    private boolean shakingHands;
    private boolean greeted;
    private boolean refused;
    private long unansweredBytes;
    private int packets;
    private volatile Optional<String> who = Optional.empty();
    private volatile Optional<GatewayAccount> account = Optional.empty();
    private boolean gone;

    private enum Pause {
        LOGIN,
        RATE,
        UNANSWERED
    }

    /**
     * A guard of one connection.
     *
     * @param handshakes the door's room for handshakes
     * @param mostBytes the longest PUBLISH, bytes
     * @param shown whose the certificate is that was shown in the handshake, if one was
     */
    PeerGuard(Peers peers, Crowd handshakes, long mostBytes, Supplier<Optional<GatewayId>> shown) {
        this.peers = peers;
        this.handshakes = handshakes;
        this.mostBytes = mostBytes;
        this.shown = shown;
    }

    /**
     * The broker knows who this is.
     *
     * @return whether they may come in now
     */
    synchronized boolean known(String name) {
        if (who.isPresent()) {
            return who.get().equals(name);
        }
        if (name.equals(Signer.FOG)) {
            who = Optional.of(name);
            return true;
        }
        Optional<LimitReason> refusal = account(new GatewayId(name));
        refusal.ifPresent(this::note);
        return refusal.isEmpty();
    }

    private synchronized Optional<LimitReason> account(GatewayId gateway) {
        who = Optional.of(gateway.value());
        GatewayAccount found = peers.account(gateway);
        Optional<LimitReason> refusal = found.connected(end);
        if (refusal.isEmpty()) {
            account = Optional.of(found);
        }
        if (gone) {
            found.disconnected(end);
        }
        return refusal;
    }

    /** Counts that they are over a limit. */
    void note(LimitReason reason) {
        peers.note(DOOR, who.orElseGet(() -> address().getHostAddress()), reason);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = Optional.of(ctx);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        shakingHands = handshakes.enter(address());
        if (shakingHands) {
            super.channelActive(ctx);
        } else {
            refuse(LimitReason.HANDSHAKES);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent shaken) {
            handsShaken();
            if (shaken.isSuccess()) {
                shown.get().flatMap(this::account).ifPresent(this::refuse);
                within(peers.limits().handshakeWithin(), LimitReason.CONNECT_TIME);
            } else if (shaken.cause() instanceof SslHandshakeTimeoutException) {
                refuse(LimitReason.HANDSHAKE_TIME);
            }
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        ByteBuf bytes = (ByteBuf) message;
        packets = 0;
        if (refused || !scan.read(bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        int count = bytes.readableBytes();
        if (greeted) {
            packetTime();
        }
        account.ifPresent(it -> settle(it.charge(count, packets)));
        super.channelRead(ctx, message);
    }

    @Override
    public boolean begins(int first, long length) {
        int type = first >> 4;
        packets++;
        if (!greeted && type != PacketScan.CONNECT) {
            return refuse(LimitReason.NOT_MQTT);
        }
        if (length > (type == PacketScan.PUBLISH ? mostBytes : MOST_BESIDE_PUBLISH)) {
            return refuse(LimitReason.PACKET_SIZE);
        }
        return true;
    }

    @Override
    public void ends(int first, long length) {
        if (first >> 4 == PacketScan.CONNECT) {
            greeted = true;
            stopTimer();
            pause(Pause.LOGIN);
        } else if (first >> 4 == PacketScan.PUBLISH && (first & 0x06) != 0) {
            unanswered.add(length);
            unansweredBytes += length;
            if (account.isPresent() && isAhead()) {
                pause(Pause.UNANSWERED);
            }
        }
        if (greeted) {
            stopTimer();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            switch (bytes.getUnsignedByte(bytes.readerIndex()) >> 4) {
                case PacketScan.CONNACK -> resume(Pause.LOGIN);
                case PacketScan.PUBACK, PacketScan.PUBREC -> answered();
                default -> {
                    // Of no interest here.
                }
            }
        }
        super.write(ctx, message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        handsShaken();
        stopTimer();
        synchronized (this) {
            gone = true;
            account.ifPresent(it -> it.disconnected(end));
        }
        super.channelInactive(ctx);
    }

    /** Broken connections and failed handshakes are normal, and counted where certificates are judged. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("a connection from {} ends", address(), cause);
        ctx.close();
    }

    private void answered() {
        Long length = unanswered.poll();
        if (length != null) {
            unansweredBytes -= length;
            if (!isAhead()) {
                resume(Pause.UNANSWERED);
            }
        }
    }

    private boolean isAhead() {
        return unanswered.size() >= peers.limits().unanswered() || unansweredBytes > mostBytes;
    }

    private void settle(GatewayAccount.Charge charge) {
        if (charge.reason().isEmpty()) {
            return;
        }
        if (charge.waitMillis() == 0) {
            refuse(charge.reason().get());
        } else if (!pauses.contains(Pause.RATE)) {
            note(charge.reason().get());
            pause(Pause.RATE);
            var ignored = inside().executor()
                    .schedule(
                            () -> resume(Pause.RATE),
                            Math.min(LONGEST_WAIT_MILLIS, charge.waitMillis()),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void pause(Pause why) {
        pauses.add(why);
        inside().channel().config().setAutoRead(false);
    }

    private void resume(Pause why) {
        if (pauses.remove(why) && pauses.isEmpty()) {
            inside().channel().config().setAutoRead(true);
        }
    }

    private void handsShaken() {
        if (shakingHands) {
            shakingHands = false;
            handshakes.leave(address());
        }
    }

    private void packetTime() {
        if (!scan.isInside()) {
            stopTimer();
        } else if (timer.isEmpty()) {
            within(peers.limits().packetWithin(), LimitReason.PACKET_TIME);
        }
    }

    private void within(Duration time, LimitReason otherwise) {
        timer = Optional.of(inside().executor()
                .schedule(
                        () -> {
                            refuse(otherwise);
                        },
                        time.toMillis(),
                        TimeUnit.MILLISECONDS));
    }

    private void stopTimer() {
        timer.ifPresent(it -> it.cancel(false));
        timer = Optional.empty();
    }

    /** Ends the connection; says why, if they can understand it. Always false. */
    private boolean refuse(LimitReason reason) {
        if (!refused) {
            refused = true;
            note(reason);
            if (greeted) {
                byte code =
                        switch (reason) {
                            case PACKET_SIZE -> TOO_LARGE;
                            case REPLACED -> ELSEWHERE;
                            default -> TOO_MANY;
                        };
                inside().writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) 0xe0, 2, code, 0}))
                        .addListener(ChannelFutureListener.CLOSE);
            } else {
                inside().close();
            }
        }
        return false;
    }

    private ChannelHandlerContext inside() {
        return context.orElseThrow();
    }

    private InetAddress address() {
        return inside().channel().remoteAddress() instanceof InetSocketAddress socket
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
