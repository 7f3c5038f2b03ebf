import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A name service that knows all names but one of Filevine's, and never answers to the other one. */
public final class HangingNameService extends InetAddressResolverProvider {
    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                while (host.equals("identity.filevine.com")) {
                    LockSupport.parkNanos(1_000_000_000);
                }
                if (host.equals("identity.filevine.io")) {
                    throw new UnknownHostException(host);
                }
                return Stream.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
            }

            @Override
            public String lookupByAddress(byte[] address) {
                return "localhost";
            }
        };
    }

    @Override
    public String name() {
        return "one that hangs";
    }
}
