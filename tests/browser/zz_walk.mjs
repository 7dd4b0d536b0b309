import { Office } from "./desk.mjs";
import { mkdirSync, writeFileSync } from "node:fs";
const OUT="/tmp/w/pw/shots"; mkdirSync(OUT,{recursive:true});
const office = await Office.open();
const { cases } = await office.host.ask({ read: "cases" });
const PANEL = [["Ana Ruiz", "how shifts are planned"], ["Ben Hall", "the new stock system"], ["Chidi Eze", "what went wrong last winter"], ["Dora Weiss", "who trains newcomers"]];
const J = {
 coming: {of:"still-to-come"},
 over: {case:{ rounds: [{ date: "2026-11-18", over: true, said: { kind: "words", words: "early next week" }, form: "video", people: [{ name: "Maya Okafor", cared_about: "how we hand work over", email: "maya@example.org" }] }], place: "GB", organisation: "Example Labs", role: "Shift planner", me: { name: "Sam Example" } }, today:"2026-11-18"},
 waiting:{case:{ rounds: [{ date: "2026-11-03", said: { kind: "date", date: "2026-11-13" } }], place: "GB", has_address: true, organisation: "Example Labs" },today:"2026-11-18"},
 panel:{case:{ rounds: [{ date: "2026-11-17", time: "13:00", form: "in_person", people: PANEL.map(([name, cared_about]) => ({ name, cared_about })) }], place: "GB", organisation: "Example Labs", role: "Shift planner", me: { name: "Sam Example", phone: "+44 20 7946 0000" } },today:"2026-11-17"},
 agency:{of:"e-8-agency"}, competing:{of:"e-7-another-offer"}, rejected:{of:"rejected"}, next:{of:"next-round"},
};
const want=(process.argv[2]??"").split(",").filter(Boolean);
for (const [name,j] of Object.entries(J)) { if (want.length&&!want.includes(name)) continue;
  const t=j.of?cases[j.of]:{case:j.case,today:j.today};
  for (const [width,dark] of [[320,false],[768,true],[1280,false]]) {
    const desk = await office.desk({today:t.today, now:t.now, zone:t.case.rounds[0].zone, way: width===320?"narrow":"mouse", dark});
    await desk.page.setViewportSize({width,height: width===320?720:900});
    if (width===1280) await desk.answering.all(t.case);
    else {
      await desk.page.locator("input[type=file]").first().setInputFiles({ name: "case.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(t.case)) });
      await desk.page.getByRole("status").filter({ hasText: "The plan is open." }).waitFor({ timeout: 60_000 });
    }
    await desk.page.waitForTimeout(500);
    await desk.page.screenshot({path:`${OUT}/${name}-${width}-top.png`});
    await desk.page.screenshot({path:`${OUT}/${name}-${width}-full.png`,fullPage:true});
    if (width===1280) writeFileSync(`${OUT}/${name}.txt`, await desk.page.evaluate(()=>document.querySelector("follow-up-planner").innerText));
    await desk.close();
  }
}
await office.close();
