"""Words and sentence patterns of the generated modules.

Sentences are drawn, not copied: some thirty patterns over some four hundred words and
made-up proper names give a text whose words spread as they do in a real handbook, so that a
search index of it has realistic size. The statements are test matter and teach nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

WORDS: dict[str, tuple[str, ...]] = {
    name: tuple(words.split())
    for name, words in {
        "officer": "检查员 监测人员 评估专家 执法支队 县级分局 市级固管中心 省级技术单位 值班科长 "
        "现场负责人 项目审批人 档案管理员 采样小组 第三方机构 企业环保专员 督导组 实验室主任",
        "object": "排放台账 监测报告 转移联单 安全技术说明书 排污许可证 原辅料清单 废物贮存间 "
        "在线监测数据 采样记录 物料平衡表 环评批复 应急预案 危险废物标签 产品登记证 处置合同 "
        "烟气净化设施 除尘灰桶 浸出液水样 炉前投料记录 活性炭用量表 隐患排查清单 信息公开页面 "
        "自行监测方案 清洁生产审核报告 地下水监测井 土壤采样点 进口放行通知 年度执行报告",
        "substance": "二噁英 六氯苯 多氯联苯 全氟辛酸 短链氯化石蜡 十溴二苯醚 六溴环十二烷 壬基酚 "
        "抗生素 双酚 五氯苯酚 多氯萘 毒杀芬 林丹 微塑料 有机锡 三氯甲烷 六氯丁二烯 得克隆 硫丹",
        "source": "再生铝熔炼炉 铜冶炼转炉 垃圾焚烧炉 铁矿石烧结机 电镀镀铬槽 造纸漂白车间 农药合成釜 "
        "制药发酵罐 阻燃塑料造粒线 污水处理厂 电弧炉炼钢车间 废矿物油再生装置 皮革鞣制车间 "
        "消防训练场 印染后整理线 废电路板拆解厂",
        "medium": "废气 废水 飞灰 炉渣 污泥 底泥 地下水 土壤 农田灌溉水 饮用水水源 水产品 室内积尘 "
        "大气颗粒物 渗滤液",
        "check": "核对 查阅 调取 比对 登记 复核 封存 拍摄 抽查 追溯 标注 汇总 归档 通报",
        "find": "发现 确认 怀疑 排除 证实 记录 推断 查明",
        "fault": "数量与台账相差 标签没有注明成分 采样点位偏离方案 停炉时段仍有用电记录 温度记录中断 "
        "批次编号重复 处置去向不明 布袋破损没有更换 投料比例超过设计值 检出限高于评价限值 "
        "平行样偏差过大 运输路线与联单不符 通知书没有送达回证 记录由一人补写 贮存期限超过一年",
        "action": "责令限期改正 补充采样 延长监测周期 移交立案 变更许可证 封存样品 更换吸附剂 约谈负责人 "
        "上报省级平台 重新核算排放量 公开监测结果 启动应急响应 开展后评估 调整管控清单 委托复测",
        "reason": "有关物质在环境中难以降解 低温段容易再次合成 食物链会把浓度放大 县级没有高分辨质谱 "
        "修正案生效的日期不同 企业常把副产物当作产品 一个批次的结果不能代表全年 样品保存期限很短 "
        "同一数据要供三级部门使用 群众首先看到的是气味和颜色 进口原料的成分每批不同",
        "quality": "清楚 完整 可追溯 前后一致 及时 准确 便于核对 能够复现 经得起复议 符合方案",
        "term": "毒性当量 检出限 物料衡算 生物富集因子 暴露场景 危害商 排放因子 标准状态 平行样 "
        "加标回收率 急冷段 风险表征 最佳可行技术 替代品 淘汰期限 特定豁免 可接受用途 监管清单 "
        "质量控制样 半数致死浓度 预测无效应浓度 环境持久性 远距离迁移 优先评估",
        "when": "停产检修期间 枯水期 汛期之前 夜班交接时 年度核查开始前 新炉点火后 雨后两小时内 "
        "原料换批当天 许可证延续前 举报受理后 春季农忙之前 设备改造完成后",
        "where": "园区总排口 炉前操作平台 原料堆场 危废暂存库 厂界下风向 烟囱采样平台 中控室 化验室 "
        "装卸区 雨水口 废水调节池 周边村庄",
        "measure": "每周一次 每季度一次 连续三天 不少于两人 全程录像 当场签字 二十四小时内 一式三份 "
        "按批次 分班次 逐桶 按台账顺序",
    }.items()
}

PATTERNS: tuple[str, ...] = tuple(
    """{when}，{officer}到{where}{check}{object}，{find}{fault}。
{term}说明{substance}在{medium}里的状况，{officer}据此决定是否{action}。
{source}排出的{medium}中含有{substance}，{object}应当写得{quality}。
因为{reason}，{officer}不能只看{object}，还要在{where}{check}{object}。
{name}的{source}在{when}检修，{officer}{find}{object}里{fault}。
判断{substance}的来源，先看{source}的投料，再看{medium}，最后{check}{object}。
{object}由{officer}{measure}{check}，内容要{quality}，并注明采样时的{term}。
如果{fault}，应当{action}；仍不能说明原因的，{action}。
{officer}计算{term}时使用{object}里的数据，结果与{where}的实测值比较。
有人认为{substance}只来自{source}，其实{medium}也会带来同样的负荷，{reason}。
{when}采集的{medium}样品，{measure}交给{officer}，同时附上{object}。
{name}曾把{object}放在{where}，检查时{fault}，后来{action}。
县级{check}{object}，市级{check}{object}，省级汇总后{action}。
{term}越高，说明{substance}越容易留在{medium}里，因此管理上要{action}。
同一{source}换用原料以后，{term}会变化，{officer}要{measure}{check}{object}。
对{where}的检查{measure}进行，重点是{object}是否{quality}。
{officer}问三个问题：{object}由谁填写，{medium}送到哪里，{fault}时怎样处理。
从{name}的经验看，{when}最容易{find}{fault}，{reason}。
监测{substance}的费用较高，可以先用{term}筛选，再对{source}{action}。
{medium}的结果低于限值，不等于{source}没有排放，{reason}。
{object}与{object}对不上时，{officer}先{find}哪一份{quality}，再{action}。
{name}和{name}共用{where}，{officer}按{object}分清各自的{medium}。
治理{source}的{medium}，关键在{term}，其次是{object}是否{quality}。
{substance}的替代要看{term}，也要看{where}的条件，不能只凭{object}。
如{when}{find}{medium}异常，{officer}在{where}封存样品，{measure}报告。
这一步由{officer}完成，{measure}，完成后{check}{object}并{action}。
把{substance}列入清单以后，{source}要在期限内{action}，{object}随之更新。
现场没有仪器时，看{where}有没有{medium}外溢，听{officer}说明{object}的来历。
{term}用来比较不同{medium}，单独一个数值不能说明{substance}的风险。
{name}整改后，{officer}{measure}回访{where}，{find}{object}已经{quality}。""".splitlines()
)

_PLACES = "临清安东西南北江河湖海平阳泉山溪州城丰新永宁长和昌德兴福石金银铜白青"
_SURNAMES = "恒源瑞丰华泰鸿盛嘉禾信诚远通联创正明康达润泽顺祥"
_TRADES = (
    "再生金属厂",
    "化工公司",
    "焚烧厂",
    "制药公司",
    "造纸厂",
    "污水处理厂",
    "电镀园",
    "农药厂",
)
_TOPICS = ("排查", "识别", "监测", "评估", "管控", "替代", "核算", "治理", "执法", "处置")


class Writer:
    """Draws words, names, sentences and paragraphs; the same seed writes the same text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def word(self, kind: str) -> str:
        return self.random.choice(WORDS[kind])

    def words(self, kind: str, count: int) -> list[str]:
        """Draw ``count`` different words."""
        return self.random.sample(WORDS[kind], count)

    def name(self) -> str:
        """Make up a company: 临溪瑞通再生金属厂."""
        draw = self.random
        place = "".join(draw.sample(_PLACES, 2))
        return place + "".join(draw.sample(_SURNAMES, 2)) + draw.choice(_TRADES)

    def title(self) -> str:
        """Make up the title of a module."""
        return f"{self.word('source')}的{self.word('substance')}{self.random.choice(_TOPICS)}"

    def sentence(self) -> str:
        pattern = self.random.choice(PATTERNS)
        used: set[str] = set()
        out, _, rest = pattern.partition("{")
        while rest:
            kind, _, rest = rest.partition("}")
            word = self.name() if kind == "name" else self._fresh(kind, used)
            plain, _, rest = rest.partition("{")
            out += word + plain
        return out

    def paragraph(self, length: int) -> str:
        """Return sentences of at least ``length`` characters together."""
        out = ""
        while len(out) < length:
            out += self.sentence()
        return out

    def sentences(self, count: int) -> Iterator[str]:
        for _ in range(count):
            yield self.sentence()

    def _fresh(self, kind: str, used: set[str]) -> str:
        choices = [word for word in WORDS[kind] if word not in used]
        word = self.random.choice(choices or list(WORDS[kind]))
        used.add(word)
        return word
