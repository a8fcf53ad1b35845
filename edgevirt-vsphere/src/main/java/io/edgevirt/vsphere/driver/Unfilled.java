package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.UnsupportedFeatureException;
import java.lang.reflect.Proxy;

/** A role that refuses everything. */
final class Unfilled {

    private Unfilled() {}

    static <R> R role(Class<R> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    throw new UnsupportedFeatureException(
                            Failure.of(method.getName() + " is not available").backend("vsphere"));
                }));
    }
}
