import { BlockList, isIP } from "node:net";

/** Not for the public, whatever answers there (IANA's special-purpose registry), and a cloud's agent that is. */
const CLOSED_V4 = addressRanges([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
]);
/** All that is routed in IPv6: loopback, unique local, link-local, multicast and odd forms of IPv4 are outside. */
const ROUTED_V6 = addressRanges(["2000::/3"]);
/** Teredo, documentation, 6to4, documentation. */
const CLOSED_V6 = addressRanges(["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]);

/** A set of addresses, IPv4 and IPv6 apart. */
export interface AddressRanges {
  has(address: string): boolean;
}

/** The addresses in single ones and CIDR ranges such as `10.0.0.0/8` and `fd00::/8`. */
export function addressRanges(entries: readonly string[]): AddressRanges {
  // A BlockList lets IPv4 match ranges of IPv6; what is which is decided here, so each family has its own.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const entry of entries) {
    const [address = "", prefix] = entry.split("/");
    const family = familyOf(address);
    lists[family].addSubnet(address, Number(prefix ?? (family === "ipv6" ? 128 : 32)), family);
  }
  return { has: (address) => lists[familyOf(address)].check(address, familyOf(address)) };
}

/**
 * The address that packets for this one arrive at: without its zone, and the IPv4 address inside one that is mapped
 * (RFC 4291, 2.5.5.2) or translated by NAT64 (RFC 6052, 2.1). Undefined for text that is no address.
 */
export function destinationOf(address: string): string | undefined {
  // Nothing matches an address with a zone in a BlockList, so such a one would pass for public.
  const [plain = ""] = address.split("%");
  if (isIP(plain) !== 6) return isIP(plain) === 4 ? plain : undefined;
  const groups = groupsOf(plain);
  return carriesV4(groups.slice(0, 6)) ? dotted(groups.slice(6)) : plain;
}

/** Whether an address, as `destinationOf` has it, is one of the public Internet. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !CLOSED_V4.has(address);
  return ROUTED_V6.has(address) && !CLOSED_V6.has(address) && !isIsatap(groupsOf(address));
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The URL parser writes every spelling, a dotted tail among them, in the one form of RFC 5952.
  const [head = "", tail = ""] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const [left, right] = [head, tail].map((part) => (part === "" ? [] : part.split(":")));
  const shown = [...(left ?? []), ...(right ?? [])].length;
  const zeros = Array<string>(8 - shown).fill("0");
  return [...(left ?? []), ...zeros, ...(right ?? [])].map((group) => Number.parseInt(group, 16));
}

function carriesV4(prefix: readonly number[]): boolean {
  return ["0,0,0,0,0,65535", `${0x64},${0xff9b},0,0,0,0`].includes(prefix.join());
}

/** An interface that tunnels to the IPv4 address in its last half (RFC 5214, 6.1). */
function isIsatap(groups: readonly number[]): boolean {
  return ((groups[4] ?? 0) & ~0x0200) === 0 && groups[5] === 0x5efe;
}

function dotted(pair: readonly number[]): string {
  return pair.flatMap((group) => [group >> 8, group & 255]).join(".");
}
