package org.fogward.edge.intake;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;
import org.fogward.fuzzing.Promise;

/** Hands datagrams over without a socket. */
final class DirectConnector implements Connector {
    private RawDataChannel channel = raw -> {};

    void receive(byte[] datagram, EndpointContext from) {
        channel.receiveData(RawData.inbound(datagram, from, false, System.nanoTime(), getAddress()));
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void destroy() {}

    @Override
    public void send(RawData message) {
        Promise.that(message.getSize() <= 1152, "answer: longer than a datagram that nobody cuts");
        message.onSent();
    }

    @Override
    public void setRawDataReceiver(RawDataChannel messageHandler) {
        channel = messageHandler;
    }

    @Override
    public void setEndpointContextMatcher(EndpointContextMatcher matcher) {}

    @Override
    public InetSocketAddress getAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5684);
    }

    @Override
    public String getProtocol() {
        return "UDP";
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public void processDatagram(DatagramPacket datagram) {}
}
