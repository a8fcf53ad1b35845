package io.edgevirt.kvm.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.spi.Wire;
import java.util.concurrent.Callable;

/** Loses the reply to the next request of a name. */
final class LossyWire implements Wire {

    private String lost = "";

    void lose(String request) {
        lost = request;
    }

    @Override
    public <T> T call(String request, Callable<T> send) throws Exception {
        T reply = send.call();
        if (request.equals(lost)) {
            lost = "";
            throw new ConnectionException(Failure.of("the reply was lost"));
        }
        return reply;
    }
}
