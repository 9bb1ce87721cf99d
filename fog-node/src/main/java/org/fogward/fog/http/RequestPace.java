package org.fogward.fog.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.limit.Arrears;
import org.fogward.fog.limit.LimitReason;
import org.fogward.fog.limit.Peers;
import org.fogward.fog.limit.SlowPeers;

/**
 * Ends the connection of a peer that sends a request, or reads an answer, too slowly, or that stays without asking for anything. It stands
 * between TLS and HTTP, looks once a second whose turn it is, and counts that second, however late the look was: so a machine that is
 * itself too busy blames nobody. An answer that takes long to make, as an event stream does, is not the peer's fault. On the
 * connection's own thread.
 */
final class RequestPace extends ChannelDuplexHandler {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Peers peers;
    private final SlowPeers limits;
    private final Exchanges exchanges;
    private final Arrears reading;
    private final Arrears sending;
    private Optional<Future<?>> looks = Optional.empty();
    private Duration idle = Duration.ZERO;
    private Duration inHead = Duration.ZERO;
    private boolean asked;
    private boolean begun;
    private long latest;
    private long came;
    private long given;
    private long waiting;

    RequestPace(Peers peers, Exchanges exchanges) {
        this.peers = peers;
        this.limits = peers.limits().slow();
        this.exchanges = exchanges;
        this.latest = exchanges.latest();
        this.reading = limits.arrears();
        this.sending = limits.arrears();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long pause = LOOK.toMillis();
        looks = Optional.of(
                ctx.executor().scheduleWithFixedDelay(() -> look(ctx), pause, pause, TimeUnit.MILLISECONDS));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        looks.ifPresent(task -> task.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof ByteBuf bytes) {
            came += bytes.readableBytes();
        }
        super.channelRead(ctx, message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf bytes) {
            given += bytes.readableBytes();
        }
        super.write(ctx, message, promise);
    }

    private void look(ChannelHandlerContext ctx) {
        long stillWaiting = waiting(ctx);
        long read = given + waiting - stillWaiting;
        boolean unread = stillWaiting > 0 || exchanges.heldBack();
        boolean unsent = exchanges.awaitBody();
        Optional<LimitReason> tooSlow = Optional.empty();
        if (isLate(reading, unread, read)) {
            tooSlow = Optional.of(LimitReason.ANSWER_RATE);
        } else if (isLate(sending, unsent, came)) {
            tooSlow = Optional.of(LimitReason.BODY_RATE);
        } else if (!unread && !exchanges.any() && exchanges.latest() == latest) {
            tooSlow = withoutRequest(ctx);
        } else {
            busy();
        }
        latest = exchanges.latest();
        came = 0;
        given = 0;
        waiting = stillWaiting;
        tooSlow.ifPresent(reason -> cut(ctx, reason));
    }

    private static boolean isLate(Arrears arrears, boolean itsTurn, long bytes) {
        if (!itsTurn) {
            arrears.settle();
            return false;
        }
        return arrears.after(LOOK, bytes);
    }

    /** HTTP/2 has messages beside requests, so that of bytes alone nobody can tell that a request has begun: it is idle. */
    private Optional<LimitReason> withoutRequest(ChannelHandlerContext ctx) {
        begun |= came > 0 && exchanges instanceof Http1Exchanges;
        idle = idle.plus(LOOK);
        inHead = begun || !asked ? inHead.plus(LOOK) : Duration.ZERO;
        boolean headLate = inHead.compareTo(limits.headWithin()) >= 0;
        if (headLate && begun) {
            return Optional.of(LimitReason.HEAD_TIME);
        }
        if (headLate || !begun && idle.compareTo(limits.idleFor()) >= 0) {
            // No fault of the peer's: it is told that this is the end.
            ctx.channel().close();
        }
        return Optional.empty();
    }

    private void busy() {
        asked = true;
        begun = false;
        idle = Duration.ZERO;
        inHead = Duration.ZERO;
    }

    private void cut(ChannelHandlerContext ctx, LimitReason reason) {
        String peer = ctx.channel().remoteAddress() instanceof InetSocketAddress from
                ? from.getAddress().getHostAddress()
                : "unknown";
        peers.note(ConnectionGuard.DOOR, peer, reason);
        // Past HTTP, which would wait for the peer to finish.
        ctx.close();
    }

    private static long waiting(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }
}
