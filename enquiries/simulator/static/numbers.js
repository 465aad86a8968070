// Numbers as people write them, and as the network does.

// +447700900123 -> 07700 900123; anything else stays as it is.
export function spoken(number) {
  const mobile = /^\+44(7\d{3})(\d{6})$/.exec(number);
  return mobile ? `0${mobile[1]} ${mobile[2]}` : number;
}

// 07700 900123 -> +447700900123
export function dialled(text) {
  return text.replace(/[\s().-]/g, "").replace(/^0(?=[1-9])/, "+44");
}
