package io.edgevirt.kvm.libvirt;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Holds one request up, within its sending, until told to let it go on. */
final class Slow implements Calls {

    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    private volatile String held = "";

    void hold(String request) {
        held = request;
    }

    @Override
    public <T> T call(String request, Callable<T> send) {
        if (request.equals(held)) {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return Calls.DIRECT.call(request, send);
    }
}
